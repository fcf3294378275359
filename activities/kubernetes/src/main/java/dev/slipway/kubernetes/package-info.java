/**
 * The adapter for one Kubernetes API server: looking at workloads, changing declared fields of
 * them, waiting for pods, and answering the cluster's preflight checks. Every write looks first,
 * carries the resourceVersion it was decided on, and leaves our mark beside what it changed. It
 * uses domain, contract and the fabric8 client, and decides nothing that a planner could decide.
 */
@NullMarked
package dev.slipway.kubernetes;

import org.jspecify.annotations.NullMarked;
