/**
 * What happened: lists and views of runs, their time lines as they grow, the story told in words,
 * and the proof that nobody changed it. Everything here reads the projection and the ledger in
 * PostgreSQL, never a workflow; whether anybody works for a run is asked of the engine. It uses the
 * door, the engine, what is registered and the room for problems.
 */
@NullMarked
package dev.slipway.api.ledger;

import org.jspecify.annotations.NullMarked;
