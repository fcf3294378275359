/**
 * Numbers from Prometheus, held against thresholds. What cannot be measured is neither good nor
 * bad: no data and no answer are verdicts of their own. Only reads.
 */
@NullMarked
package dev.slipway.metrics;

import org.jspecify.annotations.NullMarked;
