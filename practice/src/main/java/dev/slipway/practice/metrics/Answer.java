package dev.slipway.practice.metrics;

import java.util.List;

/** What a query comes to. */
sealed interface Answer {
  /** One number. */
  record Scalar(double value) implements Answer {}

  /** Any number of series. */
  record Vector(List<Series> series) implements Answer {}
}
