package dev.slipway.gate;

import dev.slipway.name.Actor;
import org.jspecify.annotations.Nullable;

/**
 * One person's word on one plan.
 *
 * @param id de-duplication id chosen by the caller; a repeated one changes nothing
 * @param planHash hash of the plan the voter saw; another plan needs another vote
 * @param typedTarget what the voter typed as the target's name, where the policy asks for it
 */
public record Vote(
    String id,
    Actor by,
    Choice choice,
    String reason,
    String planHash,
    @Nullable String typedTarget) {}
