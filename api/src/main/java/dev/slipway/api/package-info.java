/**
 * The one door to Slipway: documents in, releases started, people heard, everything that happened
 * shown. Stateless, so any number of processes may serve side by side; what must be shared lies in
 * PostgreSQL and Temporal. This room starts the application and builds what the others are handed.
 */
@NullMarked
package dev.slipway.api;

import org.jspecify.annotations.NullMarked;
