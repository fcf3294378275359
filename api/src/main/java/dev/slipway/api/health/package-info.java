/**
 * Whether this process lives, and whether it can serve: what load balancers and the doctor ask. No
 * answer here names anything secret, because the first two are open to everybody. It uses the door.
 */
@NullMarked
package dev.slipway.api.health;

import org.jspecify.annotations.NullMarked;
