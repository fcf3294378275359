/**
 * Names of things and people, valid from birth. The lowest room: every other room may use it, it
 * uses nothing.
 */
@NullMarked
package dev.slipway.name;

import org.jspecify.annotations.NullMarked;
