package dev.slipway.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A tool that reads an API's own description and makes requests which follow it, and others which
 * do not. Installed with pip into the user's cache, once.
 */
final class Schemathesis {
  private static final String VERSION = "4.32.5";

  /** What came of one run of it. */
  record Outcome(int exit, String output) {}

  private final Path program;

  private Schemathesis(Path program) {
    this.program = program;
  }

  /** Empty where there is no Python with pip, or it cannot be fetched. */
  static Optional<Schemathesis> find() throws IOException, InterruptedException {
    Path home = cache().resolve("schemathesis-" + VERSION);
    Path program = home.resolve("bin/schemathesis");
    if (!Files.isExecutable(program)) {
      List<String> make = List.of("python3", "-m", "venv", home.toString());
      List<String> fill =
          List.of(
              home.resolve("bin/pip").toString(),
              "install",
              "--quiet",
              "--disable-pip-version-check",
              "schemathesis==" + VERSION);
      if (!succeeds(make) || !succeeds(fill)) {
        return Optional.empty();
      }
    }
    return Files.isExecutable(program) ? Optional.of(new Schemathesis(program)) : Optional.empty();
  }

  private static Path cache() {
    String chosen = System.getenv("XDG_CACHE_HOME");
    return chosen == null || chosen.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "slipway")
        : Path.of(chosen, "slipway");
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /**
   * @param description file with what the API says of itself
   * @param seed the same one makes the same requests
   * @param time after which no further request is made
   */
  Outcome run(String server, Path description, String token, long seed, Duration time)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "run",
                description.toString(),
                "--url",
                server,
                "--header",
                "Authorization: Bearer " + token,
                "--checks",
                "not_a_server_error,status_code_conformance,content_type_conformance,"
                    + "response_headers_conformance,response_schema_conformance,"
                    // not the Allow header: below /ledger/{run} it names GET for /ledger/verify too
                    + "unsupported_method,ignored_auth",
                "--seed",
                String.valueOf(seed),
                "--max-time",
                String.valueOf(time.toSeconds()),
                "--request-timeout",
                "30",
                "--warnings",
                "off",
                "--output-truncate",
                "false",
                "--continue-on-failure"));
    Path folder = description.toAbsolutePath().getParent();
    Path output = folder.resolve("schemathesis-" + seed + ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(time.toSeconds() + 60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Outcome(process.waitFor(), Files.readString(output));
  }
}
