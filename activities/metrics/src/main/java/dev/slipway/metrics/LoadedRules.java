package dev.slipway.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.util.ArrayList;
import java.util.List;

/** Alert rules that a server has loaded. */
record LoadedRules(List<Rule> rules) {

  /**
   * @param lastError of its evaluation, empty when it works
   */
  record Rule(String name, String lastError) {}

  static LoadedRules of(JsonNode data) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode group : data.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        // older servers ignore the filter and send recording rules too
        if (!rule.path("type").asText("alerting").equals("recording")) {
          rules.add(new Rule(rule.path("name").asText(), rule.path("lastError").asText()));
        }
      }
    }
    return new LoadedRules(rules);
  }

  Finding check(Check.PrometheusRules wanted) {
    List<String> names = rules.stream().map(Rule::name).toList();
    List<String> missing = wanted.alerts().stream().filter(a -> !names.contains(a)).toList();
    if (!missing.isEmpty()) {
      return new Finding.Failed(
          "of %d wanted alert rules these are not loaded: %s"
              .formatted(wanted.alerts().size(), missing),
          "load them; prometheus has %d alert rules now".formatted(names.size()));
    }
    List<String> sick =
        rules.stream()
            .filter(rule -> wanted.alerts().contains(rule.name()) && !rule.lastError().isEmpty())
            .map(rule -> rule.name() + ": " + rule.lastError())
            .toList();
    return sick.isEmpty()
        ? new Finding.Passed("%d alert rules loaded".formatted(wanted.alerts().size()))
        : new Finding.Failed(
            "alert rules that cannot be evaluated: " + sick, "repair their expressions");
  }
}
