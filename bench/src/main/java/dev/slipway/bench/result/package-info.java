/**
 * What a bench measured, as a table for people or one line of JSON. Numbers carry their unit in
 * their name. Nothing in here measures.
 */
@NullMarked
package dev.slipway.bench.result;

import org.jspecify.annotations.NullMarked;
