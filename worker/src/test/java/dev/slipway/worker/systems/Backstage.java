package dev.slipway.worker.systems;

import dev.slipway.contract.Payloads;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.Login;
import dev.slipway.practice.Cluster;
import dev.slipway.practice.FreePort;
import dev.slipway.worker.WorkerApplication;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Temporal in real time, PostgreSQL and the worker application with its own wiring, all on free
 * ports. Opened in order, closed in reverse.
 */
final class Backstage implements AutoCloseable {
  private static final String PASSWORD = "only-this-test";

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final Path folder;
  private final Postbox postbox;
  private final WorkflowClient temporal;
  private final Database database;
  private final URI workerAddress;

  Backstage(Path folder, Collection<ExampleSite> sites) throws IOException {
    this.folder = folder;
    postbox = new Postbox();
    open.push(postbox::close);
    Files.writeString(folder.resolve("postbox-url"), postbox.address().toString());
    Files.writeString(folder.resolve("postbox-key"), "a key of this test only");
    String address = "127.0.0.1:" + FreePort.any();
    open.push(TestServer.createPortBoundServer(port(address), true));
    LedgerSettings ledger = postgres();
    workerAddress = URI.create("http://127.0.0.1:" + FreePort.any());
    ConfigurableApplicationContext worker =
        new SpringApplicationBuilder(WorkerApplication.class)
            .run(arguments(address, ledger, sites).toArray(String[]::new));
    open.push(worker);
    temporal = client(address);
    database = Database.open(ledger);
    open.push(database::close);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  private LedgerSettings postgres() throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setPort(FreePort.any())
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("fsync", "off")
            .start();
    open.push(postgres);
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create role slipway_owner login password '" + PASSWORD + "'");
      statement.execute("create role slipway_runtime login password '" + PASSWORD + "'");
      statement.execute("create database slipway owner slipway_owner");
    } catch (SQLException refused) {
      throw new IOException("the test's PostgreSQL made no database", refused);
    }
    return new LedgerSettings(
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/slipway",
        new Login("slipway_runtime", PASSWORD),
        null);
  }

  private List<String> arguments(
      String address, LedgerSettings ledger, Collection<ExampleSite> sites) throws IOException {
    Path password = Files.writeString(folder.resolve("ledger-password"), PASSWORD);
    Path token = Files.writeString(folder.resolve("site-token"), Cluster.ADMIN);
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=" + workerAddress.getPort(),
                "--slipway.temporal.address=" + address,
                "--slipway.grace=5s",
                "--slipway.ledger.url=" + ledger.url(),
                "--slipway.ledger.password=file:" + password,
                "--slipway.ledger.owner=slipway_owner",
                "--slipway.ledger.owner-password=file:" + password,
                "--slipway.people.secrets.folders=" + folder));
    for (ExampleSite site : sites) {
      String prefix = "--slipway.sites." + site.name() + ".";
      arguments.add(prefix + "api-url=" + site.practice().kubernetesAddress());
      arguments.add(prefix + "token-file=" + token);
      arguments.add(prefix + "hosts=127.0.0.1");
    }
    return arguments;
  }

  private WorkflowClient client(String address) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    open.push(stubs::shutdownNow);
    return WorkflowClient.newInstance(
        stubs, WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
  }

  /** What an environment document says to have its notices put into the postbox. */
  String receivers() {
    return "  receivers:\n    - {type: webhook, name: everyone, url: \"file:%s\", signingKey: \"file:%s\"}\n"
        .formatted(folder.resolve("postbox-url"), folder.resolve("postbox-key"));
  }

  /** The worker's own, as Prometheus reads them. */
  String metrics() {
    var request = HttpRequest.newBuilder(workerAddress.resolve("/actuator/prometheus")).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.sendAsync(request, BodyHandlers.ofString()).join().body();
    }
  }

  Postbox postbox() {
    return postbox;
  }

  WorkflowClient temporal() {
    return temporal;
  }

  Database database() {
    return database;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
