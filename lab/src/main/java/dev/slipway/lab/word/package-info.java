/**
 * Choices as they are written on a command line. An enum that implements {@link
 * dev.slipway.lab.word.Worded} has a word for each of its values and is found by it. Whoever types
 * another word is told the known ones.
 */
@NullMarked
package dev.slipway.lab.word;

import org.jspecify.annotations.NullMarked;
