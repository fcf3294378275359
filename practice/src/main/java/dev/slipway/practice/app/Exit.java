package dev.slipway.practice.app;

import java.time.Duration;

/**
 * How a container of this image dies by itself.
 *
 * @param code the exit code, 1 to 255
 * @param reason the reason the kubelet reports: {@code Error} or {@code OOMKilled}
 * @param after time from the container's start to its end, positive
 */
public record Exit(int code, String reason, Duration after) {}
