package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a command writes to.
 *
 * @param out answers
 * @param err words beside them
 * @param interactive a person watches: colours and redrawing make sense
 * @param environment variables of the process
 * @param in what a person types when asked
 */
record Screen(
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    Map<String, String> environment,
    BufferedReader in) {
  Screen {
    environment = Map.copyOf(environment);
  }

  /** One at which nobody types. */
  Screen(PrintWriter out, PrintWriter err, boolean interactive, Map<String, String> environment) {
    this(out, err, interactive, environment, new BufferedReader(Reader.nullReader()));
  }

  static Screen ofProcess() {
    return new Screen(
        new PrintWriter(System.out, true, charset()),
        new PrintWriter(System.err, true, charset()),
        isTerminal(),
        System.getenv(),
        new BufferedReader(new InputStreamReader(System.in, charset())));
  }

  /** The terminal's own, so that signs and names arrive as they are. */
  private static Charset charset() {
    String encoding = System.getProperty("stdout.encoding");
    return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
  }

  /** Newer machines have a console object also when nobody sits there; those can be asked. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    var console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException beforeJava22) {
      return true;
    }
  }

  /** On a terminal only, and never against the wish that NO_COLOR tells. */
  boolean colours() {
    return interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Prints an answer as it came, or as a person reads it. */
  void show(boolean json, JsonNode answer, Function<JsonNode, String> words) {
    String text = json ? Json.pretty(answer) : words.apply(answer);
    out.println(text.stripTrailing());
    out.flush();
  }

  /**
   * Asks the person at the keyboard, who must be there.
   *
   * @return what was typed; empty when the input ended
   */
  Optional<String> ask(String question) {
    err.print(question);
    err.flush();
    try {
      return Optional.ofNullable(in.readLine()).map(String::strip);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  String paint(Paint paint, String text) {
    return colours() ? "\u001b[" + paint.code() + "m" + text + "\u001b[0m" : text;
  }

  /** Few colours, each with one meaning. */
  enum Paint {
    GOOD("32"),
    BAD("31"),
    WAITING("33"),
    BUSY("36"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Paint(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
