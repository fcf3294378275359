package dev.slipway.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.util.ArrayList;
import java.util.List;

/** What a server scrapes, and how that went the last time. */
record ScrapedTargets(List<Target> targets) {
  private static final int SHOWN = 5;

  /**
   * @param health as the server says: up, down or unknown (not scraped yet)
   */
  record Target(String job, String instance, String health, String lastError) {}

  static ScrapedTargets of(JsonNode data) {
    List<Target> targets = new ArrayList<>();
    for (JsonNode target : data.path("activeTargets")) {
      JsonNode labels = target.path("labels");
      targets.add(
          new Target(
              labels.path("job").asText(target.path("scrapePool").asText()),
              labels.path("instance").asText(target.path("scrapeUrl").asText()),
              target.path("health").asText("unknown"),
              target.path("lastError").asText()));
    }
    return new ScrapedTargets(targets);
  }

  Finding check(Check.PrometheusTargets wanted) {
    List<Target> ours = targets.stream().filter(t -> t.job().equals(wanted.job())).toList();
    if (ours.isEmpty()) {
      return new Finding.Failed(
          "prometheus scrapes no job %s; it scrapes %s".formatted(wanted.job(), jobs()),
          "correct the job's name, or add it to the scrape configuration");
    }
    List<Target> sick = ours.stream().filter(t -> !t.health().equals("up")).toList();
    if (sick.isEmpty()) {
      return new Finding.Passed("job %s: %d targets up".formatted(wanted.job(), ours.size()));
    }
    String which =
        String.join("; ", sick.stream().limit(SHOWN).map(ScrapedTargets::describe).toList());
    return new Finding.Failed(
        "job %s: %d of %d targets are not up: %s"
            .formatted(wanted.job(), sick.size(), ours.size(), which),
        "let the service serve its metrics where the scrape configuration looks for them");
  }

  private List<String> jobs() {
    return targets.stream().map(Target::job).distinct().sorted().toList();
  }

  private static String describe(Target target) {
    return "%s is %s %s".formatted(target.instance(), target.health(), target.lastError()).strip();
  }
}
