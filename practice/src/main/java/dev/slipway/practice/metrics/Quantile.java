package dev.slipway.practice.metrics;

import dev.slipway.practice.metrics.Answer.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A quantile from cumulative buckets, linear within the bucket where it falls. */
final class Quantile {
  private Quantile() {}

  static Answer of(double quantile, List<Series> buckets) {
    Map<Map<String, String>, List<Series>> groups =
        new TreeMap<>(Comparator.comparing(Object::toString));
    for (Series bucket : buckets) {
      if (bucket.labels().containsKey("le")) {
        groups.computeIfAbsent(bucket.without("le"), any -> new ArrayList<>()).add(bucket);
      }
    }
    List<Series> result = new ArrayList<>();
    groups.forEach((labels, group) -> result.add(new Series(labels, value(quantile, group))));
    return new Vector(result);
  }

  private static double value(double quantile, List<Series> group) {
    List<Series> sorted =
        group.stream().sorted(Comparator.comparingDouble(Quantile::bound)).toList();
    double all = sorted.getLast().value();
    if (all == 0 || sorted.size() < 2) {
      return Double.NaN;
    }
    double rank = quantile * all;
    double below = 0;
    double from = 0;
    for (Series bucket : sorted) {
      if (bucket.value() >= rank) {
        double to = bound(bucket);
        boolean open = Double.isInfinite(to);
        return open ? from : from + (to - from) * (rank - below) / (bucket.value() - below);
      }
      below = bucket.value();
      from = bound(bucket);
    }
    return from;
  }

  private static double bound(Series bucket) {
    String le = bucket.labels().getOrDefault("le", "");
    return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
  }
}
