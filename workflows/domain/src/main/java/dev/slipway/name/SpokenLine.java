package dev.slipway.name;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person says, as it stands in ledgers, pages of approvers and terminals: one line, in which
 * nobody can write lines of ours or move somebody's cursor.
 */
public final class SpokenLine {
  /** Line breaks of all kinds and tabs; a reason may well be a commit's message. */
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u0085\\u2028\\u2029]+");

  /** Controls, and those that turn the direction of writing. */
  private static final Pattern UNSPOKEN =
      Pattern.compile("[\\p{Cc}&&[^\\s\\u0085]]|[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private SpokenLine() {}

  /** The same in one line, without blanks at its ends. */
  public static String of(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  /** Why it is not taken; empty when it is. */
  public static Optional<String> fault(String text) {
    return UNSPOKEN
        .matcher(text)
        .results()
        .findFirst()
        .map(
            found ->
                "holds U+%04X, a control character, at position %d; leave it out (line breaks become blanks)"
                    .formatted((int) found.group().charAt(0), found.start() + 1));
  }
}
