package dev.slipway.api.release;

import dev.slipway.api.door.Caller;
import dev.slipway.api.repeat.Key;
import dev.slipway.name.RunId;
import dev.slipway.release.Problem;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ids of runs: chosen by the caller, or made so that the same key always makes the same one. */
final class RunIds {
  private static final int DIGITS = 6;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

  private RunIds() {}

  /** What is wrong with a chosen id. */
  static Optional<Problem> problem(@Nullable String chosen) {
    if (chosen == null) {
      return Optional.empty();
    }
    try {
      RunId.of(chosen);
      return chosen.startsWith("journal.")
          ? Optional.of(new Problem("run", "ids that start with 'journal.' are kept for journals"))
          : Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(new Problem("run", String.valueOf(wrong.getMessage())));
    }
  }

  /**
   * @param what comes before date and digits
   */
  static RunId make(String what, Key key, Caller caller) {
    return RunId.of(
        "%s-%s-%s".formatted(what, DAY.format(key.firstSeen()), key.digits(caller.name(), DIGITS)));
  }
}
