package dev.slipway.documents;

import dev.slipway.document.Says;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds a value against what its field allows. */
final class Limits {

  private Limits() {}

  static int check(String text, int value, @Nullable Says says) {
    if (says != null && !says.min().isEmpty() && value < Integer.parseInt(says.min())) {
      throw new IllegalArgumentException("%s is below %s".formatted(text, says.min()));
    }
    if (says != null && !says.max().isEmpty() && value > Integer.parseInt(says.max())) {
      throw new IllegalArgumentException("%s is above %s".formatted(text, says.max()));
    }
    return value;
  }

  static Duration check(String text, Duration value, @Nullable Says says) {
    if (says != null && !says.min().isEmpty() && value.compareTo(Durations.parse(says.min())) < 0) {
      throw new IllegalArgumentException("%s is below %s".formatted(text, says.min()));
    }
    if (says != null && !says.max().isEmpty() && value.compareTo(Durations.parse(says.max())) > 0) {
      throw new IllegalArgumentException("%s is above %s".formatted(text, says.max()));
    }
    return value;
  }

  static void checkSize(int size, @Nullable Says says) {
    if (says != null && !says.min().isEmpty() && size < Integer.parseInt(says.min())) {
      throw new IllegalArgumentException(
          size == 0
              ? "is an empty list; give an entry or leave it out"
              : "has %d entries, at least %s are needed".formatted(size, says.min()));
    }
    if (says != null && !says.max().isEmpty() && size > Integer.parseInt(says.max())) {
      throw new IllegalArgumentException(
          "has %d entries, at most %s are allowed".formatted(size, says.max()));
    }
  }
}
