package dev.slipway.compensation;

import org.jspecify.annotations.Nullable;

/**
 * @param left what a person has to do, when it failed or does not look well
 */
public record UndoEntry(int number, Undo undo, UndoState state, @Nullable String left) {}
