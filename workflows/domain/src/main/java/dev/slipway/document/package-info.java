/**
 * The documents that teams write: kinds Service and Environment, as records with a field for each
 * thing that can be said. Reading and checking YAML is elsewhere; what is here is already
 * well-formed.
 */
@NullMarked
package dev.slipway.document;

import org.jspecify.annotations.NullMarked;
