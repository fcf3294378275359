/** Activities on image registries. */
@NullMarked
package dev.slipway.contract.artifact;

import org.jspecify.annotations.NullMarked;
