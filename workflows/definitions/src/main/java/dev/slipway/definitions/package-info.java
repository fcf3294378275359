/** The list of all workflow implementations, for whoever registers them. */
@NullMarked
package dev.slipway.definitions;

import org.jspecify.annotations.NullMarked;
