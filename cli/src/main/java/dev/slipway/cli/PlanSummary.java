package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan on one screen, for whoever decides about it: what becomes what, and what if it fails. */
final class PlanSummary {
  private static final int DIGITS = 12;

  private final JsonNode view;
  private final JsonNode plan;
  private final List<JsonNode> before = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  /**
   * @param view of the run
   * @param plan that it goes by
   * @param timeline facts so far, of which the last snapshot is taken
   */
  PlanSummary(JsonNode view, JsonNode plan, JsonNode timeline) {
    this.view = view;
    this.plan = plan;
    for (JsonNode told : timeline) {
      if (told.path("kind").asText().equals("snapshot-taken")) {
        before.clear();
        told.path("fact").path("snapshots").forEach(before::add);
      }
    }
  }

  List<String> lines() {
    lines.clear();
    JsonNode asked = view.path("asked");
    String reason = asked.path("reason").asText("");
    lines.add(
        "plan %s of %s%s, environment %s, asked for by %s%s"
            .formatted(
                view.path("gate").path("planHash").asText(plan.path("hash").asText()),
                RunText.hotfix(view) ? "hotfix " : "",
                view.path("run").asText(),
                asked.path("environment").asText(),
                asked.path("requestedBy").asText(),
                reason.isEmpty() ? "" : ": " + reason));
    for (JsonNode wave : plan.path("waves")) {
      lines.add("  wave " + wave.path("number").asText());
      wave.path("services").forEach(this::service);
    }
    gate();
    lines.add("  " + undo());
    warnings();
    return List.copyOf(lines);
  }

  private void service(JsonNode service) {
    String name = service.path("service").asText();
    JsonNode strategy = service.path("strategy");
    lines.add(
        "    %s %s -> %s at site %s, %s, %s to settle"
            .formatted(
                name,
                oldVersion(name),
                service.path("version").asText(),
                service.path("site").asText(),
                strategy.path("type").asText(),
                Words.plain(strategy.path("settle").asText("0s"))));
    service.path("changes").forEach(this::workload);
  }

  /** Else the digest: the lines of its workloads tell it too. */
  private String oldVersion(String service) {
    List<JsonNode> own =
        before.stream().filter(one -> one.path("service").asText().equals(service)).toList();
    return own.stream()
        .flatMap(one -> Before.version(one).stream())
        .findFirst()
        .or(
            () ->
                own.stream()
                    .map(one -> one.at("/present/images/0/image").asText(""))
                    .filter(image -> !image.isEmpty())
                    .map(PlanSummary::shortened)
                    .findFirst())
        .orElse("what runs there");
  }

  private void workload(JsonNode change) {
    JsonNode workload = change.path("workload");
    String where = workload.path("kind").asText() + "/" + workload.path("name").asText();
    Optional<JsonNode> was =
        before.stream()
            .map(one -> one.path("present"))
            .filter(present -> present.path("workload").equals(workload))
            .findFirst();
    for (JsonNode image : change.path("images")) {
      String old = old(was, "images", "container", image).path("image").asText("?");
      lines.add("      " + changed(where, image, shortened(old), image.path("image").asText()));
    }
    for (JsonNode config : change.path("config")) {
      String old = old(was, "config", "slot", config).path("name").asText("?");
      if (!old.equals(config.path("name").asText())) {
        lines.add(
            "      %s %s %s: %s -> %s"
                .formatted(
                    where,
                    config.path("kind").asText(),
                    config.path("slot").asText(),
                    old,
                    config.path("name").asText()));
      }
    }
  }

  private static JsonNode old(Optional<JsonNode> was, String list, String key, JsonNode wanted) {
    for (JsonNode one : was.map(present -> present.path(list)).orElse(Json.object())) {
      if (one.path(key).equals(wanted.path(key)) && one.path("init").equals(wanted.path("init"))) {
        return one;
      }
    }
    return Json.object();
  }

  private static String changed(String where, JsonNode image, String old, String wanted) {
    String container = image.path("container").asText();
    String next = shortened(wanted);
    return old.equals(next)
        ? "%s %s: %s, as it is".formatted(where, container, next)
        : "%s %s: %s -> %s".formatted(where, container, old, next);
  }

  /** Twelve digits tell two digests apart, and the repository says nothing new. */
  private static String shortened(String image) {
    int digest = image.indexOf("sha256:");
    return digest < 0
        ? image
        : image.substring(digest, Math.min(image.length(), digest + "sha256:".length() + DIGITS));
  }

  private void gate() {
    JsonNode gate = view.path("gate");
    var roles = new ArrayList<String>();
    gate.path("policy")
        .path("roles")
        .forEach(role -> roles.add(role.asText().toLowerCase(Locale.ROOT)));
    lines.add(
        "  needs %s by %s until %s, and has %d"
            .formatted(
                Words.count(gate.path("policy").path("quorum").asLong(), "approval"),
                String.join(" or ", roles),
                gate.path("expiresAt").asText().replaceFirst("\\.[0-9]+Z$", "Z"),
                gate.path("votes").size()));
    String notice = Words.plain(plan.path("policy").path("noticePeriod").asText("0s"));
    if (!notice.equals("0s")) {
      lines.add("  starts %s after it is announced".formatted(notice));
    }
  }

  private String undo() {
    String undo =
        switch (plan.path("policy").path("onFailure").asText()) {
          case "undoAll" -> "if one service fails, all go back";
          case "undoFailed" -> "if one service fails, it goes back and the others stay";
          case "hold" -> "if one service fails, the release holds and asks";
          default -> "on failure: " + plan.path("policy").path("onFailure").asText();
        };
    return "%s; the way back of %s is recorded"
        .formatted(undo, Words.count(before.size(), "workload"));
  }

  private void warnings() {
    JsonNode preflight = view.path("plan").path("preflight");
    if (preflight.isObject()) {
      lines.add(
          "  preflight: %s, %s, %s"
              .formatted(
                  Words.count(preflight.path("checks").asLong(), "check"),
                  Words.count(preflight.path("blockers").size(), "blocker"),
                  Words.count(preflight.path("warnings").size(), "warning")));
      preflight.path("warnings").forEach(one -> lines.add("    warns: " + PlanText.finding(one)));
    }
    plan.path("warnings").forEach(one -> lines.add("  warning: " + one.asText()));
  }
}
