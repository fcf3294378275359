package dev.slipway.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Somebody who types commands against a recorded API, and reads what comes back. */
final class Keyboard implements AutoCloseable {
  final RecordedApi api = new RecordedApi();
  final Map<String, String> environment = new HashMap<>();
  final Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private boolean terminal;
  private String answers = "";

  Keyboard(Path home) {
    this.home = home;
    environment.put("HOME", home.toString());
    environment.put("SLIPWAY_SERVER", api.address());
    environment.put("SLIPWAY_TOKEN", "slip_of_the_test");
  }

  /** At a terminal, where questions are answered with these lines. */
  Keyboard atTerminal(String... lines) {
    terminal = true;
    environment.put("NO_COLOR", "1");
    answers = String.join("\n", lines);
    return this;
  }

  /** The exit code. */
  int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var screen =
        new Screen(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            terminal,
            environment,
            new BufferedReader(new StringReader(answers)));
    return SlipwayCli.run(screen, Duration.ofMillis(1), words);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    api.close();
  }
}
