/**
 * The application which runs in practice pods. The simulated world calls it in process, the lab's
 * node agent binds it to a real address, so that the same tag behaves in the same way in both. It
 * knows nothing of Kubernetes and takes time, environment and log from outside.
 */
@NullMarked
package dev.slipway.practice.app;

import org.jspecify.annotations.NullMarked;
