package dev.slipway.practice.metrics;

import java.util.Map;
import java.util.TreeMap;

/**
 * One value with its labels; the metric's name is the label {@code __name__}.
 *
 * @param labels in the order of their names
 */
record Series(Map<String, String> labels, double value) {
  Series named(Map<String, String> others) {
    return new Series(others, value);
  }

  Map<String, String> without(String label) {
    TreeMap<String, String> rest = new TreeMap<>(labels);
    rest.remove(label);
    return rest;
  }
}
