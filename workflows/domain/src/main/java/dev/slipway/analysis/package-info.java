/**
 * Measuring, ending in a verdict. A verdict is one of five words and always says why; not seeing is
 * never good and never bad.
 */
@NullMarked
package dev.slipway.analysis;

import org.jspecify.annotations.NullMarked;
