/**
 * One intent to bring a set of artifacts to an environment: request, plan, policy, states and ends.
 * The plan is complete and immutable; every default in it is written out with its origin.
 */
@NullMarked
package dev.slipway.release;

import org.jspecify.annotations.NullMarked;
