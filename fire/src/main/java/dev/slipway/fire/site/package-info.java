/**
 * A scenario played once: the real workflows on a time-skipping Temporal, the practice cluster
 * behind its in-process ports, and an interceptor that lets happen what the schedule says.
 */
@NullMarked
package dev.slipway.fire.site;

import org.jspecify.annotations.NullMarked;
