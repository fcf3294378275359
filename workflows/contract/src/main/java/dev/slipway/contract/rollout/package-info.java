/**
 * Messages of the rollout of one service, forward and back, and the activities on its workloads.
 */
@NullMarked
package dev.slipway.contract.rollout;

import org.jspecify.annotations.NullMarked;
