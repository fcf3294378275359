package dev.slipway.document;

import dev.slipway.verify.Comparison;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A metric to be watched beside a release until its bake ends. */
public record GuardSpec(
    @Says(value = "Name of the trigger.", shape = Shape.LABEL) String name,
    @Says(value = "PromQL that yields one number.") String query,
    @Says(value = "How the number is held against the threshold.") Comparison comparison,
    @Says(value = "The threshold; reaching it means trouble.") Double threshold,
    @Says(value = "How long the number must stay bad.", min = "0s", max = "24h", otherwise = "5m")
        @Nullable Duration lasting,
    @Says(value = "What follows.", otherwise = "ask") @Nullable GuardAction action) {}
