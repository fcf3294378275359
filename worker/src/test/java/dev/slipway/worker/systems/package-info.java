/**
 * The five systems of {@code examples/}, released by the worker as it is shipped. Each runs on a
 * practice cluster of its own; Temporal and PostgreSQL are real. What came of it is looked up in
 * the cluster itself, past Slipway.
 */
@NullMarked
package dev.slipway.worker.systems;

import org.jspecify.annotations.NullMarked;
