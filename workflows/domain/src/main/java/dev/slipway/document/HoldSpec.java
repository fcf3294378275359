package dev.slipway.document;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a release may be on hold, and what then. */
public record HoldSpec(
    @Says(value = "Longest hold.", min = "1s", max = "30d", otherwise = "4h")
        @Nullable Duration maxAge,
    @Says(value = "What follows a longer one.", otherwise = "backOut") @Nullable HoldEnd then) {}
