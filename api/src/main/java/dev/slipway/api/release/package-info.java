/**
 * Asking for a plan, starting a release or a rollback, and the messages of people to it. Requests
 * are checked against the documents before anything is started or stored. It uses the ledger's room
 * for what happened, the documents' room for what is known, and the engine to start and to tell.
 */
@NullMarked
package dev.slipway.api.release;

import org.jspecify.annotations.NullMarked;
