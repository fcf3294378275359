package dev.slipway.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes to.
 *
 * @param out answers
 * @param err words beside them
 * @param interactive a person watches: colours and redrawing make sense
 * @param environment variables of the process
 */
record Screen(
    PrintWriter out, PrintWriter err, boolean interactive, Map<String, String> environment) {
  Screen {
    environment = Map.copyOf(environment);
  }

  static Screen ofProcess() {
    return new Screen(
        new PrintWriter(System.out, true, charset()),
        new PrintWriter(System.err, true, charset()),
        isTerminal(),
        System.getenv());
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
