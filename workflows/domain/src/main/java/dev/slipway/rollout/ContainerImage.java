package dev.slipway.rollout;

import dev.slipway.artifact.ImageRef;

/**
 * The image of one container.
 *
 * @param container name in the pod template
 * @param init whether it is an init container
 */
public record ContainerImage(String container, boolean init, ImageRef image) {}
