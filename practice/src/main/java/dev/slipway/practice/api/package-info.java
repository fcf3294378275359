/**
 * The Kubernetes API without HTTP: a request record in, a reply record out, on the simulated world.
 * It checks and completes what is written as the real API server does, in its words, because
 * adapters decide by codes, reasons and messages. Sockets and faults are somebody else's business.
 */
@NullMarked
package dev.slipway.practice.api;

import org.jspecify.annotations.NullMarked;
