/**
 * The simulated cluster's state and time: objects as the API server keeps them, what the registry
 * holds, what runs in each pod. Time moves only when told to, from one agreed instant to the next,
 * and controllers are run until nothing changes any more. Everything here is guarded by the one
 * lock of {@link dev.slipway.practice.world.World}.
 */
@NullMarked
package dev.slipway.practice.world;

import org.jspecify.annotations.NullMarked;
