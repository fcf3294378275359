/**
 * What runs in pods: the kubelet that pulls, starts, restarts and stops containers, and the sample
 * applications inside. A container's life follows from its image's behaviour and from the
 * configuration it refers to. What the kubelet sees it writes into the pods' status.
 */
@NullMarked
package dev.slipway.practice.pod;

import org.jspecify.annotations.NullMarked;
