package dev.slipway.document;

import dev.slipway.analysis.judge.Standing;
import dev.slipway.analysis.judge.WhenSilent;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a metric counts for. */
public record StandingSpec(
    @Says(
            value = "Whether its Fail fails the whole.",
            otherwise = "true for a share, false for a level")
        @Nullable Boolean critical,
    @Says(
            value = "What it counts for among those which are not critical.",
            min = "0",
            max = "1000",
            otherwise = "1")
        @Nullable Double weight,
    @Says(
            value = "What it means that it has no usable samples. There is no word for bad.",
            otherwise = "hold")
        @Nullable WhenSilent whenSilent,
    @Says(
            value = "Age that a pod must have reached before its samples count.",
            min = "0s",
            max = "1h",
            otherwise = "0s")
        @Nullable Duration warmUp) {

  Standing standing(boolean usuallyCritical) {
    return new Standing(
        Objects.requireNonNullElse(critical, usuallyCritical),
        Objects.requireNonNullElse(weight, 1.0),
        Objects.requireNonNullElse(whenSilent, WhenSilent.HOLD),
        Objects.requireNonNullElse(warmUp, Duration.ZERO));
  }
}
