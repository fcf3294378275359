/** Messages of the Environment workflow: the one lock space of an environment. */
@NullMarked
package dev.slipway.contract.environment;

import org.jspecify.annotations.NullMarked;
