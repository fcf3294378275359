package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.practice.api.ApiReply;
import dev.slipway.practice.api.ApiRequest;
import dev.slipway.practice.metrics.Prometheus;
import dev.slipway.practice.world.Json;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.verify.Comparison;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A70 and its checks on what the pods of a practice cluster count; the address is not looked at.
 */
public final class PracticeMetrics implements MetricActivities {
  private final Prometheus prometheus;
  private final SiteTime time;

  public PracticeMetrics(Prometheus prometheus, SiteTime time) {
    this.prometheus = prometheus;
    this.time = time;
  }

  @Override
  public StepVerdict condition(VerifyStep.Condition condition) {
    ApiReply reply = ask("/api/v1/query", Map.of("query", condition.query()));
    JsonNode body = Json.parse(reply.body());
    if (reply.status() == 400) {
      throw FailureType.INVALID.failure(
          "query %s is refused: %s".formatted(condition.query(), body.path("error").asText()));
    }
    return new StepVerdict(
        condition.name(), condition.warnOnly(), verdict(condition, body.path("data")));
  }

  private static Verdict verdict(VerifyStep.Condition condition, JsonNode data) {
    JsonNode result = data.path("result");
    boolean scalar = data.path("resultType").asText().equals("scalar");
    if (!scalar && result.size() != 1) {
      return result.isEmpty()
          ? new Verdict.NoData(condition.query() + " gave no series")
          : new Verdict.Inconclusive(
              "%s gave %d series; one is needed".formatted(condition.query(), result.size()));
    }
    String text = scalar ? result.path(1).asText() : result.at("/0/value/1").asText();
    double measured = text.endsWith("Inf") ? Double.NaN : Double.parseDouble(text);
    if (Double.isNaN(measured)) {
      return new Verdict.NoData(condition.query() + " is no number");
    }
    String why =
        "%s is %s, wanted %s %s"
            .formatted(
                condition.query(),
                text,
                sign(condition.comparison()),
                Double.toString(condition.threshold()).replaceAll("\\.0$", ""));
    return condition.comparison().holds(measured, condition.threshold())
        ? new Verdict.Pass(why)
        : new Verdict.Fail(why);
  }

  private static String sign(Comparison comparison) {
    return switch (comparison) {
      case BELOW -> "<";
      case AT_MOST -> "<=";
      case ABOVE -> ">";
      case AT_LEAST -> ">=";
      case EQUAL -> "==";
    };
  }

  @Override
  public Finding check(Check check) {
    if (check instanceof Check.PrometheusTargets targets) {
      return targets(targets.job());
    }
    if (check instanceof Check.PrometheusRules rules) {
      return rules(rules.alerts());
    }
    throw ClusterChecks.foreign(check);
  }

  private Finding targets(String job) {
    JsonNode data = Json.parse(ask("/api/v1/targets", Map.of()).body()).path("data");
    TreeSet<String> jobs = new TreeSet<>();
    List<String> down = new ArrayList<>();
    for (JsonNode target : data.path("activeTargets")) {
      String name = Json.at(target, "labels", "job").asText();
      jobs.add(name);
      if (name.equals(job) && !target.path("health").asText().equals("up")) {
        down.add(Json.at(target, "labels", "instance").asText());
      }
    }
    if (!jobs.contains(job)) {
      return new Finding.Failed(
          "no job '%s' is scraped; known are %s".formatted(job, jobs), "add the job");
    }
    return down.isEmpty()
        ? new Finding.Passed("all targets of job '%s' are up".formatted(job))
        : new Finding.Failed("down: " + String.join(", ", down), "see the pods");
  }

  private Finding rules(List<String> alerts) {
    JsonNode data = Json.parse(ask("/api/v1/rules", Map.of()).body()).path("data");
    TreeSet<String> loaded = new TreeSet<>();
    data.path("groups")
        .forEach(
            group -> group.path("rules").forEach(rule -> loaded.add(rule.path("name").asText())));
    List<String> missing = alerts.stream().filter(alert -> !loaded.contains(alert)).toList();
    return missing.isEmpty()
        ? new Finding.Passed("all alert rules are loaded")
        : new Finding.Failed("not loaded: " + String.join(", ", missing), "load them");
  }

  private ApiReply ask(String path, Map<String, String> query) {
    time.follow();
    return prometheus.handle(new ApiRequest("GET", path, query, Map.of(), ""));
  }
}
