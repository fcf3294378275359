package dev.slipway.houserules;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;

/**
 * One finished test and the capability rows it carries.
 *
 * @param rows ids of rows, sorted
 * @param test {@code class#method}
 * @param status how the test ended
 */
record Proof(SortedSet<String> rows, String test, Status status) {

  /** How a test ended. */
  enum Status {
    /** It ran to its end and every assertion held. */
    PASSED,
    /** It, or the set-up of its class, threw. */
    FAILED,
    /** An assumption did not hold: it says nothing for and nothing against its rows. */
    SKIPPED;

    static Status of(TestExecutionResult.Status status) {
      return switch (status) {
        case SUCCESSFUL -> PASSED;
        case FAILED -> FAILED;
        case ABORTED -> SKIPPED;
      };
    }
  }

  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"rows\":\\[([^\\]]*)\\],\"test\":\"((?:[^\"\\\\]|\\\\.)*)\",\"status\":\"(\\w+)\"\\}");

  String toJson() {
    String ids = rows.stream().map(Proof::quoted).collect(Collectors.joining(","));
    String end = status.name().toLowerCase(Locale.ROOT);
    return "{\"rows\":[%s],\"test\":%s,\"status\":\"%s\"}".formatted(ids, quoted(test), end);
  }

  /**
   * Reads back what {@link #toJson()} wrote.
   *
   * @throws IllegalArgumentException when the line is anything else: half a line means that a test
   *     process died, and then nobody knows what it had proven
   */
  static Proof parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a proof: " + line + "; run the tests again");
    }
    SortedSet<String> rows =
        Arrays.stream(matcher.group(1).split(",", -1))
            .map(id -> id.replace("\"", ""))
            .filter(id -> !id.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    Status status = Status.valueOf(matcher.group(3).toUpperCase(Locale.ROOT));
    return new Proof(rows, matcher.group(2).replaceAll("\\\\(.)", "$1"), status);
  }

  static String quoted(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return "\"" + clean.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
