/**
 * The site's in-process ports: the activities of {@code contract} carried out on the simulated
 * world without a socket. Where a real adapter waits, these move the world's clock, so that a
 * release of hours is rehearsed in a moment. They pass the same contract tests as the real
 * adapters.
 */
@NullMarked
package dev.slipway.practice.port;

import org.jspecify.annotations.NullMarked;
