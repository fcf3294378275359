package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/** Kubernetes' resource quantities as plain numbers: cores, bytes, pieces. */
final class Quantity {
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "m", new BigDecimal("0.001"),
          "k", BigDecimal.valueOf(1_000),
          "M", BigDecimal.valueOf(1_000_000),
          "G", BigDecimal.valueOf(1_000_000_000L),
          "Ki", BigDecimal.valueOf(1L << 10),
          "Mi", BigDecimal.valueOf(1L << 20),
          "Gi", BigDecimal.valueOf(1L << 30),
          "Ti", BigDecimal.valueOf(1L << 40));

  private Quantity() {}

  /** The value of {@code 250m}, {@code 2Gi} or {@code 3}; zero when there is none. */
  static BigDecimal of(String text) {
    String digits = text.replaceAll("[A-Za-z]+$", "");
    String unit = text.substring(digits.length());
    return digits.isEmpty()
        ? BigDecimal.ZERO
        : new BigDecimal(digits).multiply(UNITS.getOrDefault(unit, BigDecimal.ONE));
  }

  /** What all containers of a pod ask for together. */
  static BigDecimal asked(JsonNode podSpec, String what, String resource) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode container : podSpec.path("containers")) {
      sum = sum.add(of(container.path("resources").path(what).path(resource).asText("")));
    }
    return sum;
  }
}
