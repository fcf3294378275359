package dev.slipway.api.problem;

import dev.slipway.name.SpokenLine;
import org.jspecify.annotations.Nullable;

/**
 * Reasons as people give them: short enough for a ledger, never only blanks where one is needed.
 */
public final class Reasons {
  private static final int MOST = 2000;

  private Reasons() {}

  /**
   * @return one line; empty when nothing was said
   * @throws Refusal when it is too long or holds control characters
   */
  public static String optional(@Nullable String reason) {
    if (reason != null && reason.length() > MOST) {
      throw Refusal.invalid("reason", "%d characters; at most %d".formatted(reason.length(), MOST));
    }
    String said = reason == null ? "" : reason;
    SpokenLine.fault(said)
        .ifPresent(
            fault -> {
              throw Refusal.invalid("reason", fault);
            });
    return SpokenLine.of(said);
  }

  /**
   * @return one line
   * @throws Refusal when nothing is said, too, and as {@link #optional} does
   */
  public static String needed(@Nullable String reason) {
    String given = optional(reason);
    if (given.isEmpty()) {
      throw Refusal.invalid("reason", "this field is needed: it goes to the ledger");
    }
    return given;
  }
}
