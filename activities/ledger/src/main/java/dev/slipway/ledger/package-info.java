/**
 * Slipway's own PostgreSQL: connection, schema, the one JSON form and the hash chain. Rooms below
 * write facts, read what was folded from them, and keep what the door needs: documents, tokens,
 * evidence and idempotency keys. Nothing here touches a database of a user.
 */
@NullMarked
package dev.slipway.ledger;

import org.jspecify.annotations.NullMarked;
