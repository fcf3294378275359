package dev.slipway.notice;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;

/**
 * One message.
 *
 * @param key de-duplication key: the same key reaches each receiver once
 * @param title one line
 * @param text plain text, at most 4,000 characters
 */
public record Notice(
    OperationKey key,
    Occasion occasion,
    RunId run,
    EnvironmentName environment,
    String title,
    String text) {}
