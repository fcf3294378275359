/**
 * What is put on the class path of a shipped worker or API, and of nothing else, so that it stops
 * at an exact point: it says to whoever plays with fire where the process is, waits for a word, and
 * goes on or dies on the spot. It also dies when nobody is there any more who plays.
 */
@NullMarked
package dev.slipway.fire.fuse;

import org.jspecify.annotations.NullMarked;
