/**
 * What a workload was before a run touched it: the rollback plan. Also the rule for drift against
 * the last recorded state.
 */
@NullMarked
package dev.slipway.snapshot;

import org.jspecify.annotations.NullMarked;
