/**
 * How the API says no: RFC 9457 problems that name the thing, the exact field, and the way out.
 * Every other room throws a {@code Refusal} and leaves status codes and media types to this one. It
 * uses no other room.
 */
@NullMarked
package dev.slipway.api.problem;

import org.jspecify.annotations.NullMarked;
