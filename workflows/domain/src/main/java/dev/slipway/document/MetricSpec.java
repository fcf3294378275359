package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.analysis.judge.Direction;
import dev.slipway.analysis.judge.LevelRule;
import dev.slipway.analysis.judge.Rule;
import dev.slipway.analysis.judge.ShareRule;
import dev.slipway.analysis.judge.Standing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How one metric of a new version is judged. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MetricSpec.Share.class, name = "share"),
  @JsonSubTypes.Type(value = MetricSpec.Level.class, name = "level")
})
public sealed interface MetricSpec {

  String name();

  /** The rule, with every default filled in. */
  Rule rule();

  @Says("A share of bad answers: errors, or answers slower than a bound. More is worse.")
  record Share(
      @Says(value = "Name of the metric.", shape = Shape.LABEL) String name,
      @Says(
              value = "How much more than stable's share is allowed; 0.001 is 0.1 %.",
              min = "0",
              max = "0.5",
              otherwise = "0.001")
          @Nullable Double margin,
      @Says(
              value = "Further margin, as a part of stable's usual share.",
              min = "0",
              max = "10",
              otherwise = "0.25")
          @Nullable Double relative,
      @Says(
              value = "How much more must be excluded for a Pass.",
              min = "0.0001",
              max = "0.99",
              otherwise = "ten times the margin, at least 0.01")
          @Nullable Double harm,
      @Says(
              value = "Share that is too much whatever stable does.",
              min = "0.00001",
              max = "0.99",
              otherwise = "none")
          @Nullable Double limit,
      @Says(
              value = "Answers of the canary that a Pass needs.",
              min = "1",
              max = "1000000000",
              otherwise = "50")
          @Nullable Integer minimumSamples,
      @Says(value = "What it counts for.", otherwise = "critical") @Nullable StandingSpec standing)
      implements MetricSpec {

    @Override
    public Rule rule() {
      double allowed = Objects.requireNonNullElse(margin, 0.001);
      return new ShareRule(
          name,
          standing == null ? Standing.CRITICAL : standing.standing(true),
          allowed,
          Objects.requireNonNullElse(relative, 0.25),
          harm == null ? Math.min(0.9, Math.max(0.01, 10 * allowed)) : harm,
          limit,
          0.05,
          Objects.requireNonNullElse(minimumSamples, 50));
    }
  }

  @Says("A series of levels, such as CPU, memory or the length of a queue.")
  record Level(
      @Says(value = "Name of the metric.", shape = Shape.LABEL) String name,
      @Says(value = "Which change is bad.", otherwise = "either") @Nullable Direction direction,
      @Says(
              value = "Relative change that is allowed; 0.25 is a quarter.",
              min = "0",
              max = "100",
              otherwise = "0.25")
          @Nullable Double tolerance,
      @Says(
              value = "Change that is allowed in the unit of the series.",
              min = "0",
              max = "1e18",
              otherwise = "0")
          @Nullable Double floor,
      @Says(
              value = "Probability of a false alarm over all looks together.",
              min = "0.0001",
              max = "0.1",
              otherwise = "0.01")
          @Nullable Double alarms,
      @Says(value = "Points that each side must have.", min = "5", max = "10000", otherwise = "10")
          @Nullable Integer minimumSamples,
      @Says(value = "What it counts for.", otherwise = "not critical, weight 1")
          @Nullable StandingSpec standing)
      implements MetricSpec {

    @Override
    public Rule rule() {
      return new LevelRule(
          name,
          standing == null ? LevelRule.of(name).standing() : standing.standing(false),
          Objects.requireNonNullElse(direction, Direction.EITHER),
          Objects.requireNonNullElse(tolerance, 0.25),
          Objects.requireNonNullElse(floor, 0.0),
          Objects.requireNonNullElse(alarms, 0.01),
          Objects.requireNonNullElse(minimumSamples, 10));
    }
  }
}
