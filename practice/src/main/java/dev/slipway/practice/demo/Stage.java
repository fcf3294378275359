package dev.slipway.practice.demo;

import dev.slipway.practice.FreePort;
import dev.slipway.practice.PracticeSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything the demo runs on. Opened in order, closed in reverse. */
final class Stage implements AutoCloseable {
  private final Path root;
  private final DemoOptions options;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final int apiPort = FreePort.any();
  private final int workerPort = FreePort.any();
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean keepsLogs;
  private @Nullable Path home;
  private @Nullable PracticeSite site;
  private @Nullable TemporalHost temporal;
  private @Nullable Program worker;
  private @Nullable Program api;
  private @Nullable DemoClient client;

  Stage(Path root, DemoOptions options) {
    this.root = root;
    this.options = options;
  }

  static void say(String line) {
    System.out.println(line);
  }

  void open() throws IOException {
    Path folder = Files.createTempDirectory("slipway-demo-");
    home = folder;
    var warden = new Warden(folder);
    opened(warden);
    opened(() -> cleanUp(folder, warden));
    say("logs, while it runs: " + folder);
    PracticeSite practice = PracticeSite.realTime();
    site = practice;
    opened(practice);
    ShopSeed.plant(practice);
    say(
        "practice cluster: %s, registry %s"
            .formatted(practice.kubernetesAddress(), practice.registryAddress().getAuthority()));
    TemporalHost host = TemporalHost.open(options.temporal(), folder, warden, Stage::say);
    temporal = host;
    opened(host);
    Path password = secret("ledger-password", random());
    say("PostgreSQL: starting the embedded one");
    Database database = Database.open(folder, password, warden);
    opened(database);
    programs(host, database.port(), password, warden);
  }

  /** What is opened after the end has begun is closed at once. */
  private void opened(AutoCloseable thing) {
    synchronized (open) {
      open.push(thing);
    }
    if (isOver(Duration.ZERO)) {
      close();
      throw new DemoFailure("the demo was ended while it was starting");
    }
  }

  private void cleanUp(Path folder, Warden warden) throws IOException {
    if (keepsLogs) {
      warden.leave();
      say("logs kept in " + folder);
    } else {
      Folders.delete(folder);
    }
  }

  /** Something went wrong: whoever looks for the cause needs the logs afterwards. */
  void keepLogs() {
    keepsLogs = true;
  }

  private void programs(TemporalHost host, int database, Path password, Warden warden)
      throws IOException {
    Path first = home().resolve("admin.token");
    Program door = program("api", apiArguments(host, database, password, first), warden);
    api = door;
    opened(door::stop);
    door.start();
    Program work = program("worker", workerArguments(host, database, password), warden);
    worker = work;
    opened(work::stop);
    work.start();
    door.awaitReady(() -> Ports.answers(apiPort) && Files.exists(first));
    say("API: " + address());
    client = new DemoClient(apiPort, Files.readString(first).strip());
    awaitWorker(() -> {});
    supervise(host);
  }

  /** From now on what dies by another hand than ours is started again, until the demo is ended. */
  private void supervise(TemporalHost host) {
    var programs = new ArrayList<>(List.of(worker(), api()));
    programs.addAll(host.programs());
    var unused =
        Thread.ofPlatform()
            .daemon()
            .name("supervisor")
            .start(new Supervisor(programs, over)::watch);
  }

  private Program program(String module, List<String> arguments, Warden warden) {
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
    return new Program(module, home(), command, warden);
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
    arguments.add("--management.server.port=" + FreePort.any());
    arguments.add("--slipway.bootstrap-token-file=" + first);
    return arguments;
  }

  private List<String> workerArguments(TemporalHost host, int database, Path password)
      throws IOException {
    Path token = secret("site-token", ShopSeed.TOKEN);
    var arguments = new ArrayList<>(ledgerArguments(host, database, password));
    arguments.add("--server.port=" + workerPort);
    arguments.add("--slipway.grace=10s");
    arguments.addAll(host.workerArguments());
    arguments.add("--slipway.sites.practice.api-url=" + site().kubernetesAddress());
    arguments.add("--slipway.sites.practice.token-file=" + token);
    arguments.add("--slipway.sites.practice.hosts=127.0.0.1");
    return arguments;
  }

  /** Readable by its owner only; never in an argument, a log or a message. */
  Path secret(String name, String value) throws IOException {
    Path file = home().resolve(name);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, value, StandardOpenOption.WRITE);
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * @param meanwhile done again and again while the worker starts
   */
  void awaitWorker(Runnable meanwhile) {
    worker()
        .awaitReady(
            () -> {
              meanwhile.run();
              return Ports.answers(workerPort);
            });
    say("worker: process " + worker().pid());
  }

  /** Stays up until the demo is ended. */
  void stay() throws InterruptedException {
    over.await();
  }

  Program worker() {
    return there(worker);
  }

  Program api() {
    return there(api);
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

  Path home() {
    return there(home);
  }

  Path root() {
    return root;
  }

  String address() {
    return "http://127.0.0.1:" + apiPort;
  }

  /** Whether the end has begun, so that what fails now fails because of it. */
  boolean isOver(Duration wait) {
    try {
      return over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static <T> T there(@Nullable T thing) {
    if (thing == null) {
      throw new DemoFailure("the stage is not open");
    }
    return thing;
  }

  /** Also runs on Ctrl-C: nothing that was started stays. */
  @Override
  public void close() {
    over.countDown();
    synchronized (open) {
      while (!open.isEmpty()) {
        try {
          open.pop().close();
        } catch (Exception stubborn) {
          System.err.println("demo: could not stop everything: " + stubborn.getMessage());
        }
      }
    }
  }
}
