/** The rollout of one service, forward and back: change, watch, settle, verify. */
@NullMarked
package dev.slipway.definitions.rollout;

import org.jspecify.annotations.NullMarked;
