/**
 * What is shipped, by content and never by a movable tag. Digests, image references and the memory
 * of known-bad ones.
 */
@NullMarked
package dev.slipway.artifact;

import org.jspecify.annotations.NullMarked;
