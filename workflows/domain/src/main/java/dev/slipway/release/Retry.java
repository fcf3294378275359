package dev.slipway.release;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that was asked in vain before it was answered, and did no harm.
 *
 * @param what the answer, as a sentence
 * @param retries attempts in vain, at least 1
 */
public record Retry(String what, int retries) {
  static List<Retry> known(@Nullable List<Retry> written) {
    return written == null ? List.of() : List.copyOf(written);
  }

  /** Each once. */
  static List<Retry> all(List<Retry> known, List<Retry> more) {
    return Stream.concat(known.stream(), more.stream()).distinct().toList();
  }
}
