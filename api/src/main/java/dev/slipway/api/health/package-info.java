/**
 * Whether this process lives, and whether it can serve: what load balancers and the doctor ask. No
 * answer here names anything secret, because the first two are open to everybody. It uses the door,
 * the engine and what is registered.
 */
@NullMarked
package dev.slipway.api.health;

import org.jspecify.annotations.NullMarked;
