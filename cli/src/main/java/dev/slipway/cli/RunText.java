package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Screen.Paint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs in words: a table of many, a tree of one. */
final class RunText {
  private RunText() {}

  static String list(JsonNode runs) {
    if (runs.isEmpty()) {
      return "no runs";
    }
    var table = new Table("RUN", "KIND", "ENVIRONMENT", "STATE", "BY", "STARTED", "SUMMARY");
    runs.forEach(
        run ->
            table.row(
                run.path("run").asText(),
                run.path("kind").asText(),
                run.path("environment").asText(),
                run.path("state").asText(),
                run.path("requestedBy").asText(),
                run.path("startedAt").asText(""),
                run.path("summary").asText()));
    return table.text();
  }

  /** Waves, services, workloads and gate of one run, line by line. */
  static List<String> tree(JsonNode view, Screen screen) {
    var lines = new ArrayList<String>();
    String state = view.path("state").asText();
    lines.add(
        "%s  %s  %s%s"
            .formatted(
                screen.paint(Paint.STRONG, view.path("run").asText()),
                screen.paint(paintOfState(state), state),
                screen.paint(Paint.FAINT, view.path("asked").path("environment").asText()),
                hotfix(view) ? "  " + screen.paint(Paint.WAITING, "hotfix") : ""));
    gate(view.path("gate"), lines, screen);
    String waiting = view.path("waitingFor").asText("");
    if (!waiting.isEmpty()) {
      lines.add("  " + screen.paint(Paint.WAITING, waiting));
    }
    view.path("plan").path("problems").forEach(problem -> lines.add(problem(problem, screen)));
    for (JsonNode wave : view.path("progress").path("waves")) {
      lines.add("  wave " + wave.path("number").asText());
      wave.path("services").forEach(service -> service(service, lines, screen));
    }
    view.path("leftToDo").forEach(l -> lines.add(screen.paint(Paint.BAD, "  left: " + l.asText())));
    String summary = view.path("end").path("summary").asText("");
    if (!summary.isEmpty()) {
      lines.add("  " + summary);
    }
    return lines;
  }

  /** A hotfix went by a shorter policy, which whoever looks at it must see. */
  static boolean hotfix(JsonNode view) {
    return view.path("asked").path("change").asText().equals("hotfix");
  }

  private static String problem(JsonNode problem, Screen screen) {
    String words = problem.path("field").asText() + ": " + problem.path("message").asText();
    return "  " + screen.paint(Paint.BAD, words);
  }

  private static void gate(JsonNode gate, List<String> lines, Screen screen) {
    if (!gate.isObject()) {
      return;
    }
    String outcome = gate.path("outcome").asText().toLowerCase(Locale.ROOT);
    lines.add(
        "  gate %s, plan %s"
            .formatted(
                screen.paint(outcome.equals("open") ? Paint.WAITING : Paint.FAINT, outcome),
                gate.path("planHash").asText()));
    gate.path("votes")
        .forEach(
            vote ->
                lines.add(
                    "    %s: %s %s"
                        .formatted(
                            vote.path("by").path("name").asText(),
                            vote.path("choice").asText(),
                            vote.path("reason").asText(""))
                        .stripTrailing()));
  }

  private static void service(JsonNode service, List<String> lines, Screen screen) {
    String state = service.path("state").asText();
    lines.add(
        "    %s %s %s  %s"
            .formatted(
                screen.paint(paintOfService(state), sign(state)),
                service.path("service").asText(),
                service.path("version").asText(),
                screen.paint(paintOfService(state), state)));
    String detail = service.path("detail").asText("");
    if (!detail.isEmpty()) {
      lines.add("        " + screen.paint(Paint.FAINT, detail));
    }
    for (JsonNode workload : service.path("workloads")) {
      JsonNode ref = workload.path("workload");
      lines.add(
          "        %s/%s  %s %s"
              .formatted(
                  ref.path("kind").asText(),
                  ref.path("name").asText(),
                  workload.path("state").asText(),
                  screen.paint(Paint.FAINT, workload.path("detail").asText("")))
              .stripTrailing());
    }
  }

  private static String sign(String state) {
    return switch (state) {
      case "done", "verified" -> "✓";
      case "failed", "stuck" -> "✗";
      case "back" -> "↩";
      case "rolling-out", "going-back" -> "…";
      default -> "·";
    };
  }

  private static Paint paintOfService(String state) {
    return switch (state) {
      case "done", "verified" -> Paint.GOOD;
      case "failed", "stuck" -> Paint.BAD;
      case "back", "going-back" -> Paint.WAITING;
      case "rolling-out" -> Paint.BUSY;
      default -> Paint.FAINT;
    };
  }

  private static Paint paintOfState(String state) {
    return switch (state) {
      case "SUCCEEDED" -> Paint.GOOD;
      case "NEEDS_ATTENTION", "REFUSED", "REJECTED" -> Paint.BAD;
      case "AWAITING_APPROVAL", "HELD", "QUEUED", "COMPENSATING", "COMPENSATED" -> Paint.WAITING;
      default -> Paint.BUSY;
    };
  }
}
