/**
 * The cluster's control loops, one class for each: each looks at the whole state, compares it with
 * what is wanted and writes the next small difference. They follow the rules of the real
 * controllers, down to condition reasons and the order in which pods go. They know nothing of HTTP.
 */
@NullMarked
package dev.slipway.practice.controllers;

import org.jspecify.annotations.NullMarked;
