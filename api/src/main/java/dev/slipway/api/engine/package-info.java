/**
 * The API's one way to Temporal: start a run, hand a message to it, and understand what comes back.
 * Nothing here asks a workflow how it is; that is what the projection is for. It uses the contract
 * and the room for problems.
 */
@NullMarked
package dev.slipway.api.engine;

import org.jspecify.annotations.NullMarked;
