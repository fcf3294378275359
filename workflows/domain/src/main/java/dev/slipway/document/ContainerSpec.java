package dev.slipway.document;

import org.jspecify.annotations.Nullable;

/** A container whose image a release sets. */
public record ContainerSpec(
    @Says(value = "Name in the pod template.", shape = Shape.LABEL) String name,
    @Says(value = "Image repository.", shape = Shape.REPOSITORY) String image,
    @Says(value = "Whether it is an init container.", otherwise = "false")
        @Nullable Boolean init) {}
