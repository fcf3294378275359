package dev.slipway.analysis.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds levels of the canary against concurrent levels of stable: is the canary higher (or lower)
 * by more than is tolerated, and does it swing more? Both questions are one-sided tests of
 * Kolmogorov and Smirnov on points that the tolerance was taken off, so that a difference must be
 * there and must matter.
 *
 * <p>Looks are taken when the canary has the least number of points, and then at each growth by a
 * half; the n-th look may use up 1/2^n of the permitted false alarms (Lan and DeMets, <i>Discrete
 * sequential boundaries for clinical trials</i>, Biometrika 70 (1983), with a geometric spending),
 * so that looking more often than that changes nothing.
 */
final class LevelTest {
  /** A change of spread below this part of the tolerated change of level does not matter. */
  private static final double SMALL = 0.2;

  /** Points that are left at least when neighbours say the same. */
  private static final int KEPT = 15;

  private final LevelRule rule;
  private final Map<String, List<Double>> canary = new LinkedHashMap<>();
  private final Map<String, List<Double>> stable = new LinkedHashMap<>();
  private int points;
  private int nextLook;
  private double spend;
  private double smallest = 1;
  private @Nullable Instant failedAt;
  private String finding = "";

  LevelTest(LevelRule rule) {
    this.rule = rule;
    this.nextLook = rule.minimumSamples();
    this.spend = rule.alarms();
  }

  void add(Sample.Level sample) {
    boolean isNew = sample.source().arm() == Arm.CANARY;
    (isNew ? canary : stable)
        .computeIfAbsent(sample.source().pod(), pod -> new ArrayList<>())
        .add(sample.value());
    points += isNew ? 1 : 0;
    if (points >= nextLook && count(stable) >= rule.minimumSamples()) {
      nextLook = points + (points + 1) / 2;
      spend /= 2;
      look(sample.at());
    }
  }

  private void look(Instant at) {
    int every = stride();
    List<Double> ours = levels(canary, every);
    List<Double> theirs = levels(stable, every);
    double margin = margin();
    double part = rule.direction() == Direction.EITHER ? 1.0 / 3 : 2.0 / 3;
    if (rule.direction() != Direction.DECREASE) {
      test(KolmogorovSmirnov.higher(less(ours, margin), theirs), part, at, "is higher");
    }
    if (rule.direction() != Direction.INCREASE) {
      test(
          KolmogorovSmirnov.higher(negative(less(ours, -margin)), negative(theirs)),
          part,
          at,
          "is lower");
    }
    List<Double> ourSwing = swings(canary, every);
    List<Double> theirSwing = swings(stable, every);
    double swing = rule.direction() == Direction.EITHER ? 1.0 / 6 : 1.0 / 3;
    test(KolmogorovSmirnov.higher(small(ourSwing), theirSwing), swing, at, "swings more");
    if (rule.direction() == Direction.EITHER) {
      test(KolmogorovSmirnov.higher(small(theirSwing), ourSwing), swing, at, "swings less");
    }
  }

  private void test(double probability, double part, Instant at, String words) {
    double relative = probability / (spend * part);
    smallest = Math.min(smallest, probability);
    if (failedAt == null && relative <= 1) {
      failedAt = at;
      finding = words;
    }
  }

  private double margin() {
    return Math.max(rule.floor(), rule.tolerance() * Math.abs(median(levels(stable, 1))));
  }

  private List<Double> small(List<Double> swings) {
    double off = Math.max(rule.floor(), SMALL * margin());
    return swings.stream().map(swing -> swing / (1 + rule.tolerance()) - off).toList();
  }

  private static List<Double> less(List<Double> values, double margin) {
    return values.stream().map(value -> value - margin).toList();
  }

  private static List<Double> negative(List<Double> values) {
    return values.stream().map(value -> -value).toList();
  }

  private static List<Double> levels(Map<String, List<Double>> pods, int every) {
    return pods.values().stream().flatMap(pod -> Thinning.each(pod, every).stream()).toList();
  }

  /** Distances from each pod's own middle, so that pods which differ do not count as a swing. */
  private static List<Double> swings(Map<String, List<Double>> pods, int every) {
    List<Double> swings = new ArrayList<>();
    for (List<Double> pod : pods.values()) {
      List<Double> values = Thinning.each(pod, every);
      double middle = median(values);
      values.forEach(value -> swings.add(Math.abs(value - middle)));
    }
    return swings;
  }

  private int stride() {
    int most = Math.min(count(canary), count(stable)) / KEPT;
    return Math.max(1, Math.min(most, Thinning.stride(stable.values())));
  }

  private static int count(Map<String, List<Double>> pods) {
    return pods.values().stream().mapToInt(List::size).sum();
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : sorted.isEmpty() ? Double.NaN : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  Optional<Instant> failedAt() {
    return Optional.ofNullable(failedAt);
  }

  /** How the canary differs, to stand after its name; empty while nothing was found. */
  String finding() {
    return finding;
  }

  /** At least one look was taken. */
  boolean looked() {
    return spend < rule.alarms();
  }

  /** The middles differ by no more than is tolerated. */
  boolean close() {
    double change = canaryMedian() - stableMedian();
    return switch (rule.direction()) {
      case INCREASE -> change <= margin();
      case DECREASE -> -change <= margin();
      case EITHER -> Math.abs(change) <= margin();
    };
  }

  double canaryMedian() {
    return median(levels(canary, 1));
  }

  double stableMedian() {
    return median(levels(stable, 1));
  }

  int canaryPoints() {
    return points;
  }

  int stablePoints() {
    return count(stable);
  }

  /** The smallest probability that any look found. */
  double smallest() {
    return smallest;
  }
}
