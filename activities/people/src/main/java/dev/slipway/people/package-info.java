/**
 * Tells people: one notice to one receiver, by signed webhook or mail. Every notice carries its
 * key, so that a repeat is recognised; nothing that looks like a secret leaves here.
 */
@NullMarked
package dev.slipway.people;

import org.jspecify.annotations.NullMarked;
