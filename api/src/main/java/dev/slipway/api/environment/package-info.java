/**
 * Environments as a person handles them: look, stop in an emergency, lift the stop, break a lock.
 * What is said goes to the one lock space of the environment, which is started if it never was. It
 * uses the engine, the ledger's room and what is registered.
 */
@NullMarked
package dev.slipway.api.environment;

import org.jspecify.annotations.NullMarked;
