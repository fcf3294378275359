/**
 * One service's change: which workloads, which fields, by which strategy, and what a look at its
 * pods may say. Plain values and rules; what carries them out is elsewhere.
 */
@NullMarked
package dev.slipway.rollout;

import org.jspecify.annotations.NullMarked;
