/** Messages of planning, releases and rollbacks by request. */
@NullMarked
package dev.slipway.contract.release;

import org.jspecify.annotations.NullMarked;
