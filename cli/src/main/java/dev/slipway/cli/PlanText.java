package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A plan in words. */
final class PlanText {
  private PlanText() {}

  static String of(JsonNode planned, boolean origins) {
    JsonNode plan = planned.path("plan");
    var text = new StringBuilder();
    text.append(
        "plan %s for %s%n"
            .formatted(
                plan.path("hash").asText(), plan.path("request").path("environment").asText()));
    for (JsonNode wave : plan.path("waves")) {
      text.append("wave %s%n".formatted(wave.path("number").asText()));
      wave.path("services").forEach(service -> text.append(service(service)));
    }
    text.append(policy(plan.path("policy")));
    text.append(heldBack(planned));
    plan.path("warnings").forEach(w -> text.append("warning: %s%n".formatted(w.asText())));
    text.append(preflight(planned.path("preflight")));
    text.append(before(planned.path("snapshots")));
    if (origins) {
      text.append("where values come from%n".formatted());
      plan.path("origins")
          .forEach(
              o ->
                  text.append(
                      "  %s = %s (%s)%n"
                          .formatted(
                              o.path("path").asText(),
                              Words.plain(o.path("value").asText()),
                              o.path("from").asText())));
    }
    return text.toString();
  }

  private static String heldBack(JsonNode planned) {
    var text = new StringBuilder();
    planned
        .path("heldBack")
        .forEach(
            why ->
                text.append(
                    "would wait: %s, and goes on by itself then%n".formatted(why.asText())));
    return text.toString();
  }

  private static String service(JsonNode service) {
    var text = new StringBuilder();
    text.append(
        "  %s %s on site %s%n"
            .formatted(
                service.path("service").asText(),
                service.path("version").asText(),
                service.path("site").asText()));
    service.path("changes").forEach(change -> text.append(change(change)));
    return text.toString();
  }

  private static String change(JsonNode change) {
    JsonNode workload = change.path("workload");
    String where =
        "%s/%s in %s"
            .formatted(
                workload.path("kind").asText(),
                workload.path("name").asText(),
                workload.path("namespace").asText());
    var text = new StringBuilder();
    for (JsonNode image : change.path("images")) {
      text.append(
          "    %s: %s%s = %s%n"
              .formatted(
                  where,
                  image.path("init").asBoolean() ? "init " : "",
                  image.path("container").asText(),
                  image.path("image").asText()));
    }
    for (JsonNode config : change.path("config")) {
      text.append(
          "    %s: %s %s = %s%n"
              .formatted(
                  where,
                  config.path("kind").asText(),
                  config.path("slot").asText(),
                  config.path("name").asText()));
    }
    return text.toString();
  }

  private static String policy(JsonNode policy) {
    int quorum = policy.path("approval").path("quorum").asInt();
    String notice = Words.plain(policy.path("noticePeriod").asText("0s"));
    return "%s; %s; on failure %s%n"
        .formatted(
            quorum == 0 ? "no approval needed" : "needs " + Words.count(quorum, "approval"),
            notice.equals("0s") ? "no notice" : "starts %s after its notice".formatted(notice),
            policy.path("onFailure").asText());
  }

  /** Findings that refuse the release. */
  static List<String> blockers(JsonNode planned) {
    return findings(planned.path("preflight"), "block");
  }

  private static List<String> findings(JsonNode preflight, String severity) {
    var found = new ArrayList<String>();
    for (JsonNode result : preflight.path("results")) {
      JsonNode finding = result.path("finding");
      boolean bad = !finding.path("type").asText().equals("passed");
      if (bad && result.path("planned").path("severity").asText().equals(severity)) {
        found.add(finding(result));
      }
    }
    return found;
  }

  /** What one check found, with the way out. */
  static String finding(JsonNode result) {
    JsonNode finding = result.path("finding");
    String wayOut = finding.path("wayOut").asText("");
    return "%s: %s%s"
        .formatted(
            result.path("planned").path("check").path("type").asText(),
            finding.path("detail").asText(),
            wayOut.isEmpty() ? "" : " (" + wayOut + ")");
  }

  private static String preflight(JsonNode preflight) {
    List<String> blockers = findings(preflight, "block");
    List<String> warnings = findings(preflight, "warn");
    var text = new StringBuilder();
    text.append(
        "preflight: %s, %s, %s%n"
            .formatted(
                Words.count(preflight.path("results").size(), "check"),
                Words.count(blockers.size(), "blocker"),
                Words.count(warnings.size(), "warning")));
    blockers.forEach(line -> text.append("  blocks  %s%n".formatted(line)));
    warnings.forEach(line -> text.append("  warns   %s%n".formatted(line)));
    return text.toString();
  }

  private static String before(JsonNode snapshots) {
    var text = new StringBuilder("way back%n".formatted());
    for (JsonNode snapshot : snapshots) {
      JsonNode present = snapshot.path("present");
      int number = 0;
      for (JsonNode image : present.path("images")) {
        text.append(
            "  %s/%s: %s = %s%s%n"
                .formatted(
                    present.path("workload").path("kind").asText(),
                    present.path("workload").path("name").asText(),
                    image.path("container").asText(),
                    image.path("image").asText(),
                    Before.tag(snapshot, number).map(" (%s)"::formatted).orElse("")));
        number++;
      }
    }
    return text.toString();
  }
}
