/**
 * The lock space of an environment, carried out: signals in, answers out, a timer for freeze
 * windows.
 */
@NullMarked
package dev.slipway.definitions.environment;

import org.jspecify.annotations.NullMarked;
