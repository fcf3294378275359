package dev.slipway.practice.port;

import dev.slipway.rollout.RolloutSighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For how long nothing of the platform has been ill during one wait. */
final class Recovery {
  private static final Duration WELL = Duration.ofSeconds(10);
  private @Nullable Instant since;

  Optional<RolloutSighting> after(boolean ill, Instant now) {
    if (ill) {
      since = null;
      return Optional.empty();
    }
    since = since == null ? now : since;
    return since.plus(WELL).isAfter(now)
        ? Optional.empty()
        : Optional.of(new RolloutSighting.PlatformWell());
  }
}
