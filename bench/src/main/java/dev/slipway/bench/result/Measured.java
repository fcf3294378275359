package dev.slipway.bench.result;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One number with its name.
 *
 * @param name words with the unit at the end
 */
public record Measured(String name, double value) {
  public static Measured of(String name, double value) {
    return new Measured(name, value);
  }

  /** The middle one, or the mean of the two in the middle; NaN of none. */
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /**
   * The smallest value that so many of all do not exceed.
   *
   * @param share 0 to 1
   */
  public static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(1, rank) - 1);
  }

  /** A line each, or all in one line of JSON. */
  public static void print(PrintWriter out, boolean json, String bench, List<Measured> measured) {
    if (json) {
      String fields =
          measured.stream()
              .map(one -> "\"%s\":%s".formatted(one.key(), one.text()))
              .collect(Collectors.joining(","));
      out.println("{\"bench\":\"" + bench + "\"," + fields + "}");
    } else {
      measured.forEach(one -> out.printf("%-28s %10s%n", one.name(), one.text()));
    }
    out.flush();
  }

  private String key() {
    return name.replace(' ', '_').replace("/", "_per_");
  }

  private String text() {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
