package dev.slipway.contract.rollout;

import dev.slipway.rollout.RolloutSighting;
import org.jspecify.annotations.Nullable;

/**
 * One look at a rollout under way.
 *
 * @param sighting null while there is nothing to say but to go on waiting
 * @param progress how far it is, in words, without the name of the workload
 */
public record RolloutLook(@Nullable RolloutSighting sighting, String progress) {}
