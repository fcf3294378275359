package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two API processes on one database and one Temporal. */
class TwoProcessesTest {
  private static final Bed BED = Bed.get();

  @Test
  void startOneReleaseForOneKeyHoweverTheRequestsAreSpread() throws Exception {
    Caller ci = BED.as("racing-ci", Role.RELEASER).key("race");
    BED.register(Documents.SHOP);
    String body =
        """
        {"environment":"lab","services":[{"service":"backend","version":"v3"}]}""";
    try (var second = BED.startApi();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<Caller.Reply>>();
      for (int i = 0; i < 10; i++) {
        Caller here = i % 2 == 0 ? ci : ci.at(Bed.address(second));
        calls.add(() -> here.post("/api/v1/releases", body));
      }
      var runs = new TreeSet<String>();
      for (var reply : threads.invokeAll(calls)) {
        assertThat(reply.get().status()).as(reply.get().body()).isEqualTo(202);
        runs.add(reply.get().json().path("run").asString());
      }
      assertThat(runs).hasSize(1);
    }
  }

  /** Each fits to what was there before; both together do not. */
  @Test
  void neverStoreDocumentsThatDoNotFitTogether() throws Exception {
    Caller admin = BED.as("racing-admin", Role.ADMIN);
    BED.register(Documents.SHOP);
    try (var second = BED.startApi();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 8; round++) {
        String environment =
            """
            apiVersion: slipway.dev/v1
            kind: Environment
            metadata: {name: zz-%s-%d}
            spec: {site: race, namespace: race-%2$d}
            """;
        String one = environment.formatted("one", round);
        String other = environment.formatted("other", round);
        var calls = new ArrayList<Callable<Integer>>();
        calls.add(() -> applied(admin, one));
        calls.add(() -> applied(admin.at(Bed.address(second)), other));
        var statuses = new ArrayList<Integer>();
        for (var reply : threads.invokeAll(calls)) {
          statuses.add(reply.get());
        }
        assertThat(statuses).containsOnlyOnce(422);
      }
    }
  }

  private static int applied(Caller admin, String yaml) {
    int status = admin.yaml("/api/v1/documents", yaml).status();
    for (int again = 0; status == 503 && again < 10; again++) {
      status = admin.yaml("/api/v1/documents", yaml).status();
    }
    return status;
  }

  @Test
  void leaveTheBootstrapFileAloneOnceATokenExists(@TempDir Path folder) {
    BED.token("somebody", Role.VIEWER);
    Path file = folder.resolve("first");
    BED.startApi("--slipway.bootstrap-token-file=" + file).close();
    assertThat(file).doesNotExist();
  }

  @Test
  void writeAFirstTokenThatOnlyItsOwnerCanRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("first");
    String database = BED.newDatabase("another");
    try (var api =
        BED.startApi(
            "--slipway.ledger.url=" + database,
            "--slipway.ledger.owner=postgres",
            "--slipway.bootstrap-token-file=" + file)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      var first = new Caller(Bed.address(api), Files.readString(file).strip());
      assertThat(first.get("/api/v1/tokens").json().path(0).path("owner").asString())
          .isEqualTo("admin");
    }
  }
}
