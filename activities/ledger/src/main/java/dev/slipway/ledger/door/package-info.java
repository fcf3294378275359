/**
 * What makes a request to the API repeatable: the same idempotency key is the same effect once,
 * whichever of many API processes is asked, and whichever of them dies.
 */
@NullMarked
package dev.slipway.ledger.door;

import org.jspecify.annotations.NullMarked;
