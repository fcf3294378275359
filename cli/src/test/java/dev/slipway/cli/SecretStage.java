package dev.slipway.cli;

import dev.slipway.practice.FreePort;
import dev.slipway.practice.PracticeSite;
import dev.slipway.practice.Seed;
import dev.slipway.practice.api.Access;
import dev.slipway.practice.face.Registry;
import io.temporal.testserver.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * API and worker as they are shipped, as processes, on the practice site, with a secret of its own
 * in every place where one may come from.
 */
final class SecretStage implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("slipway.root", ".."));

  final PracticeSite site = PracticeSite.realTime();
  final SecretHook hook = new SecretHook();
  final Map<String, Process> processes = new HashMap<>();
  final int temporal = FreePort.any();
  final int apiPort = FreePort.any();
  final int apiManagement = FreePort.any();
  final int workerPort = FreePort.any();
  final EmbeddedPostgres postgres;

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final Path folder;
  private final Map<String, String> secrets;

  SecretStage(Path folder, Map<String, String> secrets) throws IOException {
    this.folder = folder;
    this.secrets = secrets;
    open.push(site::close);
    open.push(hook);
    open.push(TestServer.createPortBoundServer(temporal, true));
    postgres =
        EmbeddedPostgres.builder().setPort(FreePort.any()).setServerConfig("fsync", "off").start();
    open.push(postgres);
    roles();
    site();
    start("api", apiArguments());
    await(() -> Files.exists(folder.resolve("admin.token")) && answers(apiPort), "the API");
    start("worker", workerArguments());
    await(() -> answers(workerPort), "the worker");
  }

  /** The jar of a program, if the build has come so far. */
  static boolean isBuilt(String module) throws IOException {
    return Files.isDirectory(ROOT.resolve(module).resolve("target")) && !jars(module).isEmpty();
  }

  private static List<Path> jars(String module) throws IOException {
    try (var files = Files.list(ROOT.resolve(module).resolve("target"))) {
      return files.filter(f -> f.getFileName().toString().endsWith("-app.jar")).toList();
    }
  }

  private String secret(String name) {
    String secret = secrets.get(name);
    if (secret == null) {
      throw new IllegalArgumentException("no secret is named " + name + ": " + secrets.keySet());
    }
    return secret;
  }

  private void roles() throws IOException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "create role slipway_owner login password '%s'".formatted(secret("database-owner")));
      statement.execute(
          "create role slipway_runtime login password '%s'".formatted(secret("database")));
      statement.execute("create database slipway owner slipway_owner");
    } catch (SQLException refused) {
      throw new IOException("the test's PostgreSQL made no database", refused);
    }
  }

  private void site() throws IOException {
    String seed = read("secrets/seed.yaml");
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      seed = seed.replace("${" + secret.getKey() + "}", secret.getValue());
    }
    Seed.plant(site, seed);
    site.cluster().tokens().add(secret("site-token"), Access.admin("slipway"));
    site.registryDoor(new Registry.Door.Basic("puller", secret("pull-secret")));
  }

  /** A resource of this test, with the addresses of this stage filled in. */
  String read(String resource) throws IOException {
    try (var in = SecretStage.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IOException("no resource " + resource);
      }
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .replace("${REGISTRY}", site.registryAddress().getAuthority())
          .replace("${FOLDER}", folder.toString());
    }
  }

  private String file(String name) throws IOException {
    return "file:" + Files.writeString(folder.resolve(name), secret(name));
  }

  private List<String> ledgerArguments() throws IOException {
    return List.of(
        "--slipway.temporal.address=127.0.0.1:" + temporal,
        "--slipway.ledger.url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/slipway",
        "--slipway.ledger.password=" + file("database"),
        "--slipway.ledger.owner=slipway_owner",
        "--slipway.ledger.owner-password=" + file("database-owner"));
  }

  private List<String> apiArguments() throws IOException {
    var arguments = new ArrayList<>(ledgerArguments());
    arguments.add("--server.port=" + apiPort);
    arguments.add("--management.server.port=" + apiManagement);
    arguments.add("--slipway.bootstrap-token-file=" + folder.resolve("admin.token"));
    return arguments;
  }

  private List<String> workerArguments() throws IOException {
    String here = "--slipway.sites.practice.";
    Files.writeString(folder.resolve("webhook-url"), hook.address(secret("webhook-address")));
    file("webhook-key");
    var arguments = new ArrayList<>(ledgerArguments());
    arguments.addAll(
        List.of(
            "--server.port=" + workerPort,
            "--slipway.grace=2s",
            "--slipway.people.secrets.folders=" + folder,
            "--slipway.people.smtp.host=127.0.0.1",
            "--slipway.people.smtp.port=" + FreePort.any(),
            "--slipway.people.smtp.from=slipway@example.com",
            "--slipway.people.smtp.security=STARTTLS",
            "--slipway.people.smtp.username-ref=" + file("smtp-user"),
            "--slipway.people.smtp.password-ref=" + file("smtp-password"),
            here + "kubeconfig=" + kubeconfig(),
            here + "hosts=127.0.0.1",
            here + "secrets.folders=" + folder,
            here + "registry-logins[0].registry=" + site.registryAddress().getAuthority(),
            here + "registry-logins[0].username=puller",
            here + "registry-logins[0].password-ref=" + file("registry-login")));
    return arguments;
  }

  private Path kubeconfig() throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {token: "%s"}}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        current-context: x
        """
            .formatted(site.kubernetesAddress(), secret("site-token")));
  }

  private void start(String module, List<String> arguments) throws IOException {
    start(module, module, arguments);
  }

  /** Starts a program with its output in a log of this name. */
  Process start(String module, String name, List<String> arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jars(module).getFirst().toString()));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
    builder.environment().put("SLIPWAY_SECRET_SMOKE", secret("variable"));
    Process process = builder.start();
    processes.put(name, process);
    open.push(
        () -> {
          process.destroy();
          end(process);
        });
    return process;
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private static void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " did not come up");
      }
      LockSupport.parkNanos(200_000_000);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException silent) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
