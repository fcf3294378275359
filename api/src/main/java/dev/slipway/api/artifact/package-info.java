/**
 * Digests that are refused everywhere: look at them, and lift one with a reason. Lifting is a fact
 * in the ledger of the installation. It uses the door and the room for problems.
 */
@NullMarked
package dev.slipway.api.artifact;

import org.jspecify.annotations.NullMarked;
