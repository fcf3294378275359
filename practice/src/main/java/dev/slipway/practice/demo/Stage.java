package dev.slipway.practice.demo;

import dev.slipway.practice.PracticeSite;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything the demo runs on. Opened in order, closed in reverse. */
final class Stage implements AutoCloseable {
  private final Path root;
  private final DemoOptions options;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final int apiPort = Ports.free();
  private final int workerPort = Ports.free();
  private @Nullable PracticeSite site;
  private @Nullable TemporalHost temporal;
  private @Nullable Program worker;
  private @Nullable DemoClient client;

  Stage(Path root, DemoOptions options) {
    this.root = root;
    this.options = options;
  }

  static void say(String line) {
    System.out.println(line);
  }

  void open() throws IOException {
    Path home = Files.createTempDirectory("slipway-demo-");
    open.push(() -> Folders.delete(home));
    say("logs: " + home);
    PracticeSite practice = PracticeSite.realTime();
    site = practice;
    open.push(practice);
    ShopSeed.plant(practice);
    say(
        "practice cluster: %s, registry %s"
            .formatted(practice.kubernetesAddress(), practice.registryAddress().getAuthority()));
    TemporalHost host = TemporalHost.open(options.temporal(), home, Stage::say);
    temporal = host;
    open.push(host);
    Path password = secret(home.resolve("ledger-password"), random());
    int database = postgres(password);
    programs(home, host, database, password, practice);
  }

  private void programs(
      Path home, TemporalHost host, int database, Path password, PracticeSite practice)
      throws IOException {
    Path first = home.resolve("first-token");
    Program api = program("api", home, apiArguments(host, database, password, first));
    api.start();
    open.push(api::stop);
    Program work =
        program("worker", home, workerArguments(home, host, database, password, practice));
    worker = work;
    work.start();
    open.push(work::stop);
    api.awaitReady(Duration.ofMinutes(2), () -> Ports.answers(apiPort) && Files.exists(first));
    say("API: http://127.0.0.1:" + apiPort);
    client = new DemoClient(apiPort, Files.readString(first).strip());
    awaitWorker();
  }

  private int postgres(Path password) throws IOException {
    say("PostgreSQL: starting the embedded one");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
    open.push(postgres);
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      String word = Files.readString(password).strip();
      statement.execute("create role slipway_owner login password '" + word + "'");
      statement.execute("create role slipway_runtime login password '" + word + "'");
      statement.execute("create database slipway owner slipway_owner");
    } catch (SQLException refused) {
      throw new DemoFailure(
          "the embedded PostgreSQL refused to make the ledger's database", refused);
    }
    return postgres.getPort();
  }

  private Program program(String module, Path home, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar(module).toString()));
    command.addAll(arguments);
    return new Program(module, home.resolve(module + ".log"), command, Map.of());
  }

  private Path jar(String module) {
    Path target = root.resolve(module).resolve("target");
    try (var files = Files.list(target)) {
      return files
          .filter(f -> f.getFileName().toString().matches("slipway-" + module + "-.*-app\\.jar"))
          .findFirst()
          .orElseThrow(
              () ->
                  new DemoFailure(
                      "no jar of %s in %s; run ./slipway demo, which builds it"
                          .formatted(module, target)));
    } catch (IOException absent) {
      throw new DemoFailure(
          "no folder " + target + "; run ./slipway demo, which builds it", absent);
    }
  }

  private List<String> ledgerArguments(TemporalHost host, int database, Path password) {
    return List.of(
        "--slipway.temporal.address=" + host.address(),
        "--slipway.ledger.url=jdbc:postgresql://127.0.0.1:" + database + "/slipway",
        "--slipway.ledger.password=file:" + password,
        "--slipway.ledger.owner=slipway_owner",
        "--slipway.ledger.owner-password=file:" + password);
  }

  private List<String> apiArguments(TemporalHost host, int database, Path password, Path first) {
    var arguments = new ArrayList<>(ledgerArguments(host, database, password));
    arguments.add("--server.address=127.0.0.1");
    arguments.add("--server.port=" + apiPort);
    arguments.add("--management.server.port=" + Ports.free());
    arguments.add("--slipway.bootstrap-token-file=" + first);
    return arguments;
  }

  private List<String> workerArguments(
      Path home, TemporalHost host, int database, Path password, PracticeSite practice)
      throws IOException {
    Path token = secret(home.resolve("site-token"), ShopSeed.TOKEN);
    var arguments = new ArrayList<>(ledgerArguments(host, database, password));
    arguments.add("--server.port=" + workerPort);
    arguments.add("--slipway.grace=10s");
    arguments.add("--slipway.sites.practice.api-url=" + practice.kubernetesAddress());
    arguments.add("--slipway.sites.practice.token-file=" + token);
    arguments.add("--slipway.sites.practice.hosts=127.0.0.1");
    return arguments;
  }

  /** Readable by its owner only; never in an argument, a log or a message. */
  private static Path secret(Path file, String value) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, value, StandardOpenOption.WRITE);
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  void awaitWorker() {
    worker().awaitReady(Duration.ofMinutes(2), () -> Ports.answers(workerPort));
    say("worker: process " + worker().pid());
  }

  Program worker() {
    return there(worker);
  }

  DemoClient client() {
    return there(client);
  }

  PracticeSite site() {
    return there(site);
  }

  TemporalHost temporal() {
    return there(temporal);
  }

  int apiPort() {
    return apiPort;
  }

  private static <T> T there(@Nullable T thing) {
    if (thing == null) {
      throw new DemoFailure("the stage is not open");
    }
    return thing;
  }

  /** Also runs on Ctrl-C: nothing that was started stays. */
  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception stubborn) {
        System.err.println("demo: could not stop everything: " + stubborn.getMessage());
      }
    }
  }
}
