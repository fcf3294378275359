package dev.slipway.practice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A plan as an approver reads it: what will run, in which order, and what it would go back to. */
final class PlanShown {
  private PlanShown() {}

  /**
   * @param plan as {@code GET /releases/RUN/plan} answers
   * @param facts as {@code GET /ledger/RUN} answers, one JSON object per line
   */
  static List<String> lines(DemoClient client, JsonNode plan, String facts) {
    var lines = new ArrayList<String>();
    lines.add(
        "plan %s for %s"
            .formatted(
                plan.path("hash").asText(), plan.path("request").path("environment").asText()));
    for (JsonNode wave : plan.path("waves")) {
      for (JsonNode service : wave.path("services")) {
        lines.add(
            "  wave %s: %s %s"
                .formatted(
                    wave.path("number").asText(),
                    service.path("service").asText(),
                    service.path("version").asText()));
        service
            .path("changes")
            .forEach(change -> images(change, "will be", MissingNode.getInstance(), lines));
      }
    }
    lines.add("  way back, on failure %s:".formatted(plan.at("/policy/onFailure").asText()));
    facts.lines().forEach(fact -> wayBack(read(client, fact), lines));
    return lines;
  }

  private static void wayBack(JsonNode fact, List<String> lines) {
    JsonNode snapshots = fact.findPath("snapshots");
    snapshots.forEach(
        snapshot -> images(snapshot.path("present"), "is now", snapshot.path("named"), lines));
  }

  /**
   * @param named what people call the images of the change, in the same order; may be missing
   */
  private static void images(JsonNode change, String verb, JsonNode named, List<String> lines) {
    JsonNode workload = change.path("workload");
    JsonNode images = change.path("images");
    for (int i = 0; i < images.size(); i++) {
      String name = named.path(i).asText("");
      lines.add(
          "    %s/%s %s %s%s"
              .formatted(
                  workload.path("kind").asText(),
                  workload.path("name").asText(),
                  verb,
                  shortened(images.get(i).path("image").asText()),
                  name.isEmpty() || name.contains("@") ? "" : " = " + name));
    }
  }

  /** Twelve digits of a digest tell images apart for a person. */
  private static String shortened(String image) {
    int digest = image.indexOf("sha256:");
    return digest < 0 || image.length() < digest + 19 ? image : image.substring(0, digest + 19);
  }

  private static JsonNode read(DemoClient client, String line) {
    try {
      return client.json().readTree(line);
    } catch (IOException garbled) {
      throw new DemoFailure("the ledger's export is no JSON", garbled);
    }
  }
}
