package dev.slipway.release;

/** A container whose image is ours to change. */
public record DeclaredContainer(String container, boolean init) {}
