package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A worker lives if it asked for work lately; that Temporal still lists it proves nothing. */
class WorkersTest {
  private static final Bed BED = Bed.get();
  private static final Caller ADMIN = BED.as("watching", Role.ADMIN, Role.RELEASER);

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  private static List<String> doctor(ScriptedTemporal temporal) {
    try (var api = BED.startApi("--slipway.temporal.address=" + temporal.address())) {
      var lines = new ArrayList<String>();
      ADMIN
          .at(Bed.address(api))
          .get("/api/v1/doctor")
          .json()
          .path("dependencies")
          .forEach(
              seen ->
                  lines.add(
                      "%s %s: %s"
                          .formatted(
                              seen.path("well").asBoolean() ? "ok" : "BAD",
                              seen.path("name").asString(),
                              seen.path("detail").asString())));
      return lines.subList(2, lines.size());
    }
  }

  @Test
  void areWellWhileTheyAskForWork() {
    try (var temporal =
        new ScriptedTemporal()
            .polled("slipway", Duration.ofSeconds(10))
            .polled("site.east", Duration.ofSeconds(50))) {
      assertThat(doctor(temporal))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .matches(
                          "ok workers: 2 pollers on task queue 'slipway', last poll \\d\\d s ago"))
          .anySatisfy(
              line ->
                  assertThat(line).matches("ok site\\.east: 1 poller .* last poll \\d\\d s ago"));
    }
  }

  @Test
  void areGoneWhenTheyStoppedAskingThoughTemporalStillListsThem() {
    try (var temporal = new ScriptedTemporal().polled("slipway", Duration.ofSeconds(95))) {
      assertThat(doctor(temporal))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .matches("BAD workers: no worker has polled slipway for \\d+ s; start one"))
          .contains("BAD site.east: no worker polls site.east; start one");
    }
  }

  @Test
  void areNamedWhereAdoptingFindsNone() {
    try (var temporal =
            new ScriptedTemporal()
                .polled("slipway", Duration.ofSeconds(1))
                .polled("site.east", Duration.ofSeconds(1));
        var api = BED.startApi("--slipway.temporal.address=" + temporal.address())) {
      Caller.Reply adopted =
          ADMIN
              .at(Bed.address(api))
              .post("/api/v1/adoptions", "{\"site\":\"nowhere\",\"namespace\":\"shop\"}");
      assertThat(adopted.status()).as(adopted.body()).isEqualTo(422);
      assertThat(adopted.errors())
          .containsExactly("site: no worker polls site.nowhere; sites with workers: east");
    }
  }

  @Test
  void areMissedByAPlanAtOnce() {
    try (var temporal = silentSite();
        var api = BED.startApi("--slipway.temporal.address=" + temporal.address())) {
      Caller.Reply planned =
          ADMIN
              .at(Bed.address(api))
              .post(
                  "/api/v1/plans",
                  """
                  {"environment":"lab","services":[{"service":"backend","version":"v1"}]}""");
      assertThat(planned.status()).as(planned.body()).isEqualTo(409);
      assertThat(planned.body()).contains("no worker has polled site.east for 2 min");
    }
  }

  private static ScriptedTemporal silentSite() {
    return new ScriptedTemporal()
        .polled("slipway", Duration.ofSeconds(1))
        .polled("site.east", Duration.ofSeconds(122));
  }

  /** What the run, and its environment, say so long after the run moved for the last time. */
  private static List<String> said(String run, Instant moved, Duration later) {
    try (var temporal = silentSite();
        var api =
            BED.startApi(
                "--slipway.temporal.address=" + temporal.address(),
                "--%s=%s".formatted(StandingClock.NOW, moved.plus(later)))) {
      Caller there = ADMIN.at(Bed.address(api));
      JsonNode view = there.get("/api/v1/releases/" + run).json();
      return List.of(
          view.path("unattended").asString(""),
          view.path("waitingFor").asString(""),
          there.get("/api/v1/environments/quiet").json().path("unattended").asString(""));
    }
  }

  @Test
  void areMissedByARunAndItsEnvironmentWhenNothingHasMovedForAWhile() {
    BED.register(Documents.SHOP.replace("name: shop", "name: quiet"));
    String run = ReleaseJourneyTest.start("quiet", "unattended");
    ReleaseJourneyTest.hash(run);
    try {
      isMissedLate(run);
    } finally {
      // an open run keeps its documents, which other tests wish away
      var unused = ADMIN.post("/api/v1/releases/%s/abort".formatted(run), "{}");
      ReleaseJourneyTest.await(run, view -> view.path("ended").asBoolean());
    }
  }

  private static void isMissedLate(String run) {
    Instant moved =
        Instant.parse(
            ADMIN.get("/api/v1/releases/" + run).json().at("/times/updatedAt").asString());
    List<String> soon = said(run, moved, Duration.ofSeconds(20));
    assertThat(soon.get(0)).isEmpty();
    assertThat(soon.get(1)).startsWith("waits for");
    assertThat(soon.get(2)).isEmpty();
    List<String> late = said(run, moved, Duration.ofSeconds(40));
    assertThat(late.get(0))
        .matches("no worker has polled site\\.east for [23] min \\(see slipway doctor\\)");
    assertThat(late.get(1)).startsWith(late.get(0) + "; waits for");
    assertThat(late.get(2)).isEqualTo(late.get(0));
  }
}
