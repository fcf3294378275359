/**
 * Slipway under fire. The command that plays schedules of faults, kills and messages, and says what
 * did not hold. Nothing of it is part of a shipped worker.
 */
@NullMarked
package dev.slipway.fire;

import org.jspecify.annotations.NullMarked;
