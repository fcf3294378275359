/**
 * The practice site as a whole: one simulated cluster with its registry, gateway and metrics, to be
 * started inside a test or as a process of its own. Nothing in it is real and nothing outside it is
 * touched; all ports are on loopback.
 */
@NullMarked
package dev.slipway.practice;

import org.jspecify.annotations.NullMarked;
