package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.Payloads;
import dev.slipway.contract.SearchAttributeRegistration;
import dev.slipway.contract.TaskQueues;
import dev.slipway.definitions.environment.EnvironmentWorkflowImpl;
import dev.slipway.definitions.release.LastWordWorkflowImpl;
import dev.slipway.definitions.rollout.AdoptionWorkflowImpl;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.Login;
import dev.slipway.ledger.Migrations;
import dev.slipway.ledger.token.NewToken;
import dev.slipway.ledger.token.TokenScope;
import dev.slipway.ledger.token.Tokens;
import dev.slipway.ledger.write.PostgresLedger;
import dev.slipway.name.Role;
import dev.slipway.name.SiteName;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Real PostgreSQL, Temporal in this process, and the API as it is started in production. Started
 * once for all tests; each test makes tokens and runs of its own.
 */
final class Bed {
  private static final Bed BED = new Bed();

  private final EmbeddedPostgres postgres;
  private final String temporal;
  private final LedgerSettings settings;
  private final Database database;
  private final Tokens tokens;
  private final WorkflowClient client;
  private final ConfigurableApplicationContext api;
  private final ScriptedPeople people = new ScriptedPeople();

  private Bed() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setPort(freePort())
              .setServerConfig("max_connections", "200")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings =
        new LedgerSettings(
            "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()),
            new Login("slipway_runtime", ""),
            new Login("postgres", ""));
    Migrations.run(settings);
    database = Database.open(settings);
    tokens = new Tokens(database, Clock.systemUTC());
    temporal = newTemporal();
    client = client(temporal);
    assertThat(SearchAttributeRegistration.run(client)).isEmpty();
    startWorker(client);
    api = startApi();
  }

  /** A Temporal that nobody has used yet; its address. */
  static String newTemporal() {
    int port = freePort();
    TestServer.createPortBoundServer(port, true);
    return "127.0.0.1:" + port;
  }

  static Bed get() {
    return BED;
  }

  /** Below those that the kernel gives to connections, any of which may take one at any time. */
  static int freePort() {
    int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
    while (!isFree(port)) {
      port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
    }
    return port;
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WorkflowClient client(String temporal) {
    return WorkflowClient.newInstance(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal).build()),
        WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
  }

  void startWorker(WorkflowClient client) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(TaskQueues.SLIPWAY);
    worker.registerWorkflowImplementationTypes(
        EnvironmentWorkflowImpl.class,
        ScriptedRelease.class,
        ScriptedPlanning.class,
        ScriptedRollback.class,
        AdoptionWorkflowImpl.class,
        LastWordWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        new PostgresLedger(database, settings, Clock.systemUTC()), people);
    factory
        .newWorker(TaskQueues.site(SiteName.of("east")))
        .registerActivitiesImplementations(new ScriptedNamespaces());
    factory.start();
  }

  /** One more API process on the same database and the same Temporal, like in production. */
  ConfigurableApplicationContext startApi(String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--slipway.temporal.address=" + temporal,
                "--slipway.ledger.url=" + settings.url(),
                "--slipway.ledger.user=slipway_runtime",
                "--slipway.rounds=500ms"));
    for (String argument : more) {
      String name = argument.substring(0, argument.indexOf('=') + 1);
      arguments.removeIf(other -> other.startsWith(name));
      arguments.add(argument);
    }
    var application = new SpringApplicationBuilder(ApiApplication.class);
    if (arguments.stream().anyMatch(argument -> argument.startsWith("--" + StandingClock.NOW))) {
      application.sources(StandingClock.class);
    }
    return application.run(arguments.toArray(String[]::new));
  }

  /** A busy machine may need more than one attempt; the API says so by 503. */
  void register(String documents) {
    Caller root = as("root", Role.ADMIN);
    Caller.Reply applied = root.yaml("/api/v1/documents", documents);
    for (int attempt = 1; applied.status() == 503 && attempt < 30; attempt++) {
      LockSupport.parkNanos(1_000_000_000);
      applied = root.yaml("/api/v1/documents", documents);
    }
    assertThat(applied.status()).as(applied.body()).isEqualTo(200);
  }

  /** An empty database on the same server. */
  String newDatabase(String name) {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    return "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), name);
  }

  /** A ledger of its own, in which nobody has written yet. */
  Database emptyLedger(String name) {
    var own =
        new LedgerSettings(newDatabase(name), new Login("slipway_runtime", ""), settings.owner());
    Migrations.run(own);
    return Database.open(own);
  }

  /** Past the rules of the ledger, which take facts from nobody but it. */
  void asOwner(String sql) {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("set search_path to slipway, public");
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the metrics are. */
  String management() {
    return "http://127.0.0.1:" + api.getEnvironment().getProperty("local.management.port");
  }

  static String address(ConfigurableApplicationContext api) {
    return "http://127.0.0.1:" + api.getEnvironment().getProperty("local.server.port");
  }

  String address() {
    return address(api);
  }

  ConfigurableApplicationContext api() {
    return api;
  }

  String temporalAddress() {
    return temporal;
  }

  ScriptedPeople people() {
    return people;
  }

  WorkflowClient temporal() {
    return client;
  }

  Database database() {
    return database;
  }

  String token(String owner, Role... roles) {
    return token(owner, TokenScope.everything(), null, roles);
  }

  String token(String owner, TokenScope scope, @Nullable Instant expiry, Role... roles) {
    return tokens.issue(new NewToken(owner, List.of(roles), scope, expiry), "test").secret();
  }

  Tokens tokens() {
    return tokens;
  }

  /** Calls the API as this person. */
  Caller as(String owner, Role... roles) {
    return new Caller(address(), token(owner, roles));
  }

  Caller anonymous() {
    return new Caller(address(), null);
  }
}
