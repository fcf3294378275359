package dev.slipway.document;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Times of the verification. */
public record WatchSpec(
    @Says(value = "Quiet time before the first step.", min = "0s", max = "24h", otherwise = "0s")
        @Nullable Duration settle,
    @Says(
            value =
                "After the first pass all steps but smoke tests are asked again until this time is"
                    + " over.",
            min = "0s",
            max = "7d",
            otherwise = "0s")
        @Nullable Duration observe,
    @Says(
            value =
                "Time between two passes. Each of them stays in Temporal's history, which has room"
                    + " for 40,000 / (6 × steps + 5).",
            min = "1s",
            max = "1h",
            otherwise = "30s")
        @Nullable Duration every) {}
