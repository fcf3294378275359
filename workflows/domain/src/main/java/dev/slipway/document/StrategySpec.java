package dev.slipway.document;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a service moves to its new version. */
public record StrategySpec(
    @Says(value = "Kind of the strategy.", otherwise = "rolling") @Nullable StrategyKind type,
    @Says(
            value = "Longest time from the change of one workload to all its pods new and ready.",
            min = "1s",
            max = "24h",
            otherwise = "5m")
        @Nullable Duration rolloutTimeout,
    @Says(value = "The same for the way back.", min = "1s", max = "24h", otherwise = "5m")
        @Nullable Duration rollbackTimeout,
    @Says(
            value = "Quiet time after the last pod is ready, in which nothing may crash.",
            min = "0s",
            max = "24h",
            otherwise = "30s")
        @Nullable Duration settle) {}
