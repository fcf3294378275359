package dev.slipway.api.release;

import dev.slipway.api.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reasons as people give them: short enough for a ledger, never only blanks where one is needed.
 */
final class Reasons {
  private static final int MOST = 2000;

  private Reasons() {}

  static String optional(@Nullable String reason) {
    if (reason != null && reason.length() > MOST) {
      throw Refusal.invalid("reason", "%d characters; at most %d".formatted(reason.length(), MOST));
    }
    return reason == null ? "" : reason.strip();
  }

  static String needed(@Nullable String reason) {
    String given = optional(reason);
    if (given.isEmpty()) {
      throw Refusal.invalid("reason", "this field is needed: it goes to the ledger");
    }
    return given;
  }
}
