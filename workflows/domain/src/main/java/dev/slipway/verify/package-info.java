/**
 * How a changed service is shown to work: health, smoke, logs, metrics. Steps are values of the
 * plan; each ends in a verdict.
 */
@NullMarked
package dev.slipway.verify;

import org.jspecify.annotations.NullMarked;
