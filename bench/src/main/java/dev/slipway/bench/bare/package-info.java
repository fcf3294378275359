/**
 * Releases whose activities do nothing, beside bare workflows of the same shape on the same server:
 * what remains of the difference is the price of our own code. The shape is counted from a release
 * that was really played.
 */
@NullMarked
package dev.slipway.bench.bare;

import org.jspecify.annotations.NullMarked;
