/**
 * Who is calling, and what they may do: bearer tokens, roles, scope and expiry, checked before any
 * controller runs. An endpoint that names no role is not reachable, so forgetting the annotation
 * closes the door instead of opening it. It uses the room for problems only.
 */
@NullMarked
package dev.slipway.api.door;

import org.jspecify.annotations.NullMarked;
