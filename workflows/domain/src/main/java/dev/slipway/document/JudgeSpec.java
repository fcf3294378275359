package dev.slipway.document;

import dev.slipway.analysis.judge.Judge;
import dev.slipway.analysis.judge.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what a new version under traffic is judged. */
public record JudgeSpec(
    @Says(
            value =
                "Probability that a sound version is failed by its shares, over all of them and all"
                    + " looks together.",
            min = "0.000001",
            max = "0.1",
            otherwise = "0.001")
        @Nullable Double alarms,
    @Says(
            value = "Part of the weight of metrics that are not critical which may fail.",
            min = "0",
            max = "1",
            otherwise = "0.49")
        @Nullable Double tolerated,
    @Says(value = "The metrics.", min = "1", max = "50") List<MetricSpec> metrics) {
  public JudgeSpec {
    metrics = List.copyOf(metrics);
  }

  /** The judge, with every default filled in. */
  public Judge judge() {
    return new Judge(
        alarms == null ? Judge.USUAL.alarms() : alarms,
        tolerated == null ? Judge.USUAL.tolerated() : tolerated);
  }

  /**
   * The rules in the order of the metrics, with every default filled in.
   *
   * @throws IllegalArgumentException when numbers contradict each other, or two metrics have one
   *     name
   */
  public List<Rule> rules() {
    List<Rule> rules = metrics.stream().map(MetricSpec::rule).toList();
    List<String> names = rules.stream().map(Rule::name).toList();
    for (String name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new IllegalArgumentException(
            "two metrics are named %s; give each a name of its own".formatted(name));
      }
    }
    return rules;
  }
}
