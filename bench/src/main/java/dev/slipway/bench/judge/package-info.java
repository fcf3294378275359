/**
 * Measures the judge on made-up traffic whose truth is known, beside the judges that are met most
 * often, on the same answers. Everything comes from seeds, so that a run can be repeated to the
 * bit. It uses the judge of the domain as it is shipped.
 */
@NullMarked
package dev.slipway.bench.judge;

import org.jspecify.annotations.NullMarked;
