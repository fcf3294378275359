package dev.slipway.practice.port;

import dev.slipway.analysis.Verdict;
import dev.slipway.practice.api.ApiReply;
import dev.slipway.verify.Extract;
import dev.slipway.verify.Header;
import dev.slipway.verify.HttpCleanup;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.VerifyStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One smoke script under way: steps in order, then whatever they made is removed, newest first. */
final class Script {
  private final PracticeHttp http;
  private final VerifyStep.Smoke script;
  private final Variables variables;
  private final Deque<HttpCleanup> made = new ArrayDeque<>();

  Script(PracticeHttp http, VerifyStep.Smoke script, Variables variables) {
    this.http = http;
    this.script = script;
    this.variables = variables;
  }

  Verdict run() {
    Optional<String> wrong = steps();
    List<String> left = cleanUp();
    String rest = left.isEmpty() ? "" : "; left behind: " + String.join(", ", left);
    int all = script.steps().size();
    return wrong.isPresent() || !left.isEmpty()
        ? new Verdict.Fail(wrong.orElse("%d of %d steps good".formatted(all, all)) + rest)
        : new Verdict.Pass("%d of %d steps good".formatted(all, all));
  }

  private Optional<String> steps() {
    int number = 0;
    for (HttpStep step : script.steps()) {
      number++;
      Optional<String> wrong = step(step);
      if (wrong.isPresent()) {
        return Optional.of(
            "step %d of %d '%s': %s"
                .formatted(number, script.steps().size(), step.name(), wrong.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> step(HttpStep step) {
    String given = step.body();
    String body = given == null ? "" : variables.fill(given);
    String path = variables.fill(step.path());
    ApiReply reply = http.ask(script.target(), step.method(), path, filled(step.headers()), body);
    for (Extract extract : step.extract()) {
      String value = PracticeHttp.body(reply).at(extract.pointer()).asText("");
      if (!value.isEmpty()) {
        variables.put(extract.variable(), value);
      }
    }
    HttpCleanup cleanup = step.cleanup();
    if (cleanup != null && reply.status() < 400) {
      made.push(cleanup);
    }
    return PracticeHttp.wrong(reply, step.expectStatus(), step.expect(), variables.filler());
  }

  private List<String> cleanUp() {
    List<String> left = new ArrayList<>();
    for (HttpCleanup one : made) {
      String path = variables.fill(one.path());
      int status =
          http.ask(script.target(), one.method(), path, filled(one.headers()), "").status();
      if (status >= 300 && status != 404 && status != 410) {
        left.add("%s (status %d)".formatted(path, status));
      }
    }
    return left;
  }

  private Map<String, String> filled(List<Header> headers) {
    TreeMap<String, String> filled = new TreeMap<>();
    headers.forEach(header -> filled.put(header.name(), variables.fill(header.value())));
    return filled;
  }
}
