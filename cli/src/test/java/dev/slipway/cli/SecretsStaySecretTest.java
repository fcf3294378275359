package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.practice.FreePort;
import dev.slipway.practice.face.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret of its own lies in every place where one may come from; releases go well and badly; then
 * none of them is anywhere but where it was put. A word that may be seen goes the same ways and is
 * found at all of them, so that finding nothing means something. It runs with the tests on real
 * systems because it takes minutes; of the lab it needs nothing.
 */
@Tag("lab")
class SecretsStaySecretTest {
  private static final String SEEN = "mk-seen-" + UUID.randomUUID();
  private static final String GOOD = "good-" + UUID.randomUUID();
  private static final List<String> NAMES =
      List.of(
          "pull-secret",
          "registry-login",
          "cluster-secret",
          "service-secret",
          "template-value",
          "variable",
          "webhook-address",
          "webhook-key",
          "smtp-user",
          "smtp-password",
          "site-token",
          "database",
          "database-owner",
          "database-address");

  @TempDir static Path folder;

  private static final Map<String, String> secrets = new LinkedHashMap<>();
  private static final StringWriter said = new StringWriter();
  private static SecretStage stage;
  private static String token = "";

  @BeforeAll
  static void playReleases() throws Exception {
    assumeThat(SecretStage.isBuilt("api") && SecretStage.isBuilt("worker"))
        .as("the jars of API and worker: ./slipway test builds them first")
        .isTrue();
    for (String name : NAMES) {
      secrets.put(name, "mk+%s/%s".formatted(name, UUID.randomUUID()));
    }
    // one login for the registry, from two places
    secrets.put("registry-login", secrets.get("pull-secret"));
    stage = new SecretStage(folder, secrets);
    token = Files.readString(folder.resolve("admin.token")).strip();
    secrets.put("token", token);
    secrets.put(
        "wrong-token", "slip_" + "w".repeat(20) + UUID.randomUUID().toString().replace("-", ""));
    goodAndBadReleases();
    wrongWords();
    brokenAddress();
  }

  private static void goodAndBadReleases() throws Exception {
    Path documents =
        Files.writeString(folder.resolve("documents.yaml"), stage.read("secrets/documents.yaml"));
    apply(documents);
    assertThat(run("token", "create", "viewer", "-r", "viewer", "--out", folder.resolve("t2") + ""))
        .isZero();
    secrets.put("second-token", Files.readString(folder.resolve("t2")).strip());
    release(Exit.SUCCEEDED, GOOD, "web=v1.1.0", "orders=v1.1.0");
    release(Exit.COMPENSATED, "bad", "orders=v1.2.0", "web=v1.2.0-crash");
    stage.site.registryDoor(new Registry.Door.Basic("puller", "another-password"));
    release(Exit.REFUSED, "shut", "web=v1.3.0", "orders=v1.3.0");
  }

  /** A busy machine may need more than one attempt. */
  private static void apply(Path documents) {
    int exit = Exit.UNREACHABLE.code();
    for (int attempt = 1; exit == Exit.UNREACHABLE.code() && attempt <= 5; attempt++) {
      exit = run("apply", "-f", documents.toString());
    }
    assertThat(exit).as(said.toString()).isZero();
  }

  /** The time limit is for a machine that has much else to do; usually it is a minute. */
  private static void release(Exit wanted, String run, String... services) {
    var words = new ArrayList<>(List.of("release", "start"));
    words.addAll(List.of(services));
    words.addAll(List.of("-e", "shop", "--run", run, "-m", SEEN, "--watch", "--timeout", "12m"));
    int exit = run(words.toArray(String[]::new));
    if (exit != wanted.code()) {
      run("release", "show", run, "-o", "json");
      run("explain", run);
    }
    assertThat(exit)
        .as("exit code of the release %s. All that was said:%n%s", run, said)
        .isEqualTo(wanted.code());
  }

  private static int run(String... words) {
    return runAs(token, words);
  }

  private static int runAs(String with, String... words) {
    var out = new PrintWriter(said, true);
    var environment =
        Map.of(
            "HOME",
            folder.toString(),
            "SLIPWAY_SERVER",
            "http://127.0.0.1:" + stage.apiPort,
            "SLIPWAY_TOKEN",
            with);
    return SlipwayCli.run(new Screen(out, out, false, environment), Duration.ofMillis(50), words);
  }

  /** Secrets where none belongs: refused, and not repeated. */
  private static void wrongWords() throws IOException {
    assertThat(runAs(secrets.get("wrong-token"), "release", "list")).isEqualTo(3);
    Path wrong = folder.resolve("wrong.yaml");
    Files.writeString(
        wrong,
        stage
            .read("secrets/documents.yaml")
            .replace("file:" + folder + "/webhook-key", "file:" + folder + "/absent"));
    apply(wrong);
    release(Exit.REFUSED, "unsigned", "orders=v1.2.0");
    for (String run : List.of(GOOD, "bad", "shut", "unsigned")) {
      run("explain", run);
      run("release", "show", run, "-o", "json");
      run("ledger", "export", run);
    }
    run("release", "list");
    run("doctor");
    run("token", "list");
  }

  /** A password in the address of the database, and a start that fails because of the address. */
  private static void brokenAddress() throws Exception {
    String address =
        "jdbc:postgresql://127.0.0.1:%d/slipway?password=%s"
            .formatted(
                FreePort.any(),
                URLEncoder.encode(secrets.get("database-address"), StandardCharsets.UTF_8));
    Path file =
        Files.writeString(
            folder.resolve("broken.yaml"), "slipway.ledger.url: \"" + address + "\"\n");
    for (String module : List.of("api", "worker")) {
      Process process =
          stage.start(
              module,
              module + "-broken",
              List.of(
                  "--spring.config.additional-location=file:" + file,
                  "--server.port=0",
                  "--management.server.port=0"));
      process.waitFor(40, TimeUnit.SECONDS);
      process.destroy();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void noneIsAnywhereButWhereItWasPut() throws Exception {
    SecretSearch search = places().searched(secrets);
    assertThat(search.hits()).isEmpty();
  }

  /** The failures that could have told a secret were told. */
  @Test
  void everyOccasionToTellOneWasThere() throws Exception {
    assertThat(places().get(stage.apiPort, "/api/v1/releases/" + GOOD + "/timeline"))
        .contains("shows what it asked", "/nothing?key=", "compares with what it knows");
    assertThat(stage.hook.notices()).hasSizeGreaterThan(2);
  }

  @Test
  void aWordThatMayBeSeenIsFoundOnAllTheseWays() throws Exception {
    SecretSearch search = places().searched(Map.of("reason", SEEN, "run", GOOD));
    assertThat(search.hits())
        .contains(
            "reason in history release/" + GOOD,
            "reason in table ledger",
            "reason in table run_view",
            "reason in timeline of " + GOOD,
            "reason in output of the client",
            "run in table idempotency_key",
            "run in notices");
    assertThat(search.places())
        .contains(
            "log api",
            "log worker",
            "log api-broken",
            "log worker-broken",
            "arguments of api",
            "arguments of worker",
            "metrics of api",
            "metrics of worker",
            "table token",
            "table idempotency_key",
            "table document_revision",
            "object slipway-recovery-web");
  }

  private static SecretPlaces places() {
    return new SecretPlaces(
        stage, token, List.of(GOOD, "bad", "shut", "unsigned"), said.toString());
  }
}
