/**
 * Load and its measurement: a generator that sends requests to services, scrapes of what their pods
 * count, and the part of Prometheus that checks ask. The query language is the small part of PromQL
 * which release checks use; everything else is refused as bad data, as the real one refuses what it
 * does not understand.
 */
@NullMarked
package dev.slipway.practice.metrics;

import org.jspecify.annotations.NullMarked;
