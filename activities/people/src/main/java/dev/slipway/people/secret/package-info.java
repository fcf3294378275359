/**
 * Secrets that this machine holds: variables of the process and files. Other stores are plugged in
 * by their scheme.
 */
@NullMarked
package dev.slipway.people.secret;

import org.jspecify.annotations.NullMarked;
