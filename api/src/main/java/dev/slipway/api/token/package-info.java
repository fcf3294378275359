/**
 * Making, listing and revoking tokens, and the very first one. A secret is shown once and kept
 * nowhere; what is kept is its hash. It uses the door, the idempotency keys' room, what is
 * registered and the room for problems.
 */
@NullMarked
package dev.slipway.api.token;

import org.jspecify.annotations.NullMarked;
