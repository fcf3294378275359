package dev.slipway.ledger.read;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunState;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list; null means any.
 *
 * @param open true for open runs only, false for ended ones only
 * @param before only runs older than this one, for the next page
 * @param limit 1 to 500
 */
public record RunFilter(
    @Nullable EnvironmentName environment,
    @Nullable ServiceName service,
    @Nullable RunState state,
    @Nullable Boolean open,
    @Nullable RunId before,
    int limit) {
  public RunFilter {
    if (limit < 1 || limit > 500) {
      throw new IllegalArgumentException("limit is %d; it must be 1 to 500".formatted(limit));
    }
  }

  /** The newest runs, whichever. */
  public static RunFilter newest(int limit) {
    return new RunFilter(null, null, null, null, null, limit);
  }
}
