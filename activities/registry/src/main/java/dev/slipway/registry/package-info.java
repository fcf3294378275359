/**
 * Image registries by the OCI distribution API: tags become digests, and what is asked for is shown
 * to be there. Nothing is ever written to a registry. Logins come from pull secrets or from this
 * installation's settings and never leave this room.
 */
@NullMarked
package dev.slipway.registry;

import org.jspecify.annotations.NullMarked;
