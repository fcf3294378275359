/**
 * Schedules that follow from a number: where in a scenario which fault or message comes. The same
 * number gives the same schedule for as long as the scenario passes the same points.
 */
@NullMarked
package dev.slipway.fire.seed;

import org.jspecify.annotations.NullMarked;
