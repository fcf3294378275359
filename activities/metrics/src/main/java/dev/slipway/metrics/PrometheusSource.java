package dev.slipway.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyStep;
import io.temporal.failure.ApplicationFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Any server with Prometheus' HTTP API. Reads only, so every call may be repeated. */
public final class PrometheusSource implements MetricActivities {
  private final PrometheusHttp http;

  public PrometheusSource(PrometheusSettings settings, Secrets secrets) {
    this.http = new PrometheusHttp(settings, secrets);
  }

  /**
   * @throws ApplicationFailure INVALID for a query that is refused or yields no number by its
   *     nature; everything else is a verdict
   */
  @Override
  public StepVerdict condition(VerifyStep.Condition condition) {
    return new StepVerdict(condition.name(), condition.warnOnly(), verdict(condition));
  }

  private Verdict verdict(VerifyStep.Condition condition) {
    String query = condition.query();
    JsonNode data;
    try {
      data =
          http.ask(
              condition.prometheus(),
              "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    } catch (NoAnswerException e) {
      return new Verdict.ProviderDown(e.getMessage());
    } catch (ApplicationFailure failure) {
      return unlessRefused(query, failure);
    }
    JsonNode result = data.path("result");
    return switch (data.path("resultType").asText()) {
      case "scalar" -> judge(condition, result.path(1).asText());
      case "vector" -> ofVector(condition, result);
      case "matrix" ->
          throw refused(query, "it yields a range; put a function such as rate() round it");
      default -> throw refused(query, "it yields " + data.path("resultType") + ", not a number");
    };
  }

  /** Who may not look sees nothing, which makes no change bad. */
  private static Verdict unlessRefused(String query, ApplicationFailure failure) {
    String words = String.valueOf(failure.getOriginalMessage());
    if (FailureType.FORBIDDEN.name().equals(failure.getType())) {
      return new Verdict.ProviderDown(words);
    }
    throw FailureType.INVALID.name().equals(failure.getType()) ? refused(query, words) : failure;
  }

  private static Verdict ofVector(VerifyStep.Condition condition, JsonNode series) {
    return switch (series.size()) {
      case 0 -> new Verdict.NoData("%s has no series".formatted(condition.query()));
      case 1 -> judge(condition, series.path(0).path("value").path(1).asText());
      default ->
          new Verdict.Inconclusive(
              "%s yields %d series where one is wanted: aggregate it, for example with sum()"
                  .formatted(condition.query(), series.size()));
    };
  }

  private static Verdict judge(VerifyStep.Condition condition, String text) {
    Optional<Double> number = number(text);
    if (number.isEmpty()) {
      return new Verdict.NoData("%s is %s".formatted(condition.query(), text));
    }
    double measured = number.get();
    String why =
        "%s is %s, wanted %s %s"
            .formatted(
                condition.query(), plain(measured), sign(condition), plain(condition.threshold()));
    return condition.comparison().holds(measured, condition.threshold())
        ? new Verdict.Pass(why)
        : new Verdict.Fail(why);
  }

  /** NaN is what 0/0 gives, Inf what 1/0 gives: neither was measured (D59). */
  private static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text.replace("Inf", "Infinity"));
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static String sign(VerifyStep.Condition condition) {
    return switch (condition.comparison()) {
      case BELOW -> "<";
      case AT_MOST -> "<=";
      case ABOVE -> ">";
      case AT_LEAST -> ">=";
      case EQUAL -> "==";
    };
  }

  private static ApplicationFailure refused(String query, String why) {
    return FailureType.INVALID.failure("query '%s' is refused: %s".formatted(query, why));
  }

  @Override
  public Finding check(Check check) {
    try {
      return switch (check) {
        case Check.PrometheusTargets targets ->
            ScrapedTargets.of(http.ask(targets.prometheus(), "/api/v1/targets?state=active"))
                .check(targets);
        case Check.PrometheusRules rules ->
            LoadedRules.of(http.ask(rules.prometheus(), "/api/v1/rules?type=alert")).check(rules);
        case Check other ->
            throw FailureType.INVALID.failure(
                "prometheus answers prometheus-targets and prometheus-rules, not "
                    + other.getClass().getSimpleName());
      };
    } catch (NoAnswerException e) {
      throw FailureType.UNAVAILABLE.failure(String.valueOf(e.getMessage()));
    } catch (ApplicationFailure failure) {
      // a check that may not look is a finding like any other: all are reported together
      return new Finding.Failed(
          String.valueOf(failure.getOriginalMessage()),
          "correct the document, or what the site is allowed to do");
    }
  }
}
