/**
 * The node agent: it is the kubelet and the container runtime of the lab's nodes. It really pulls
 * images, gives pods addresses, listens there with the sample application, probes, restarts,
 * reports and serves logs, but runs no containers: what one does follows from its image. It uses
 * the Kubernetes client and the sample application of the practice room.
 */
@NullMarked
package dev.slipway.lab.agent;

import org.jspecify.annotations.NullMarked;
