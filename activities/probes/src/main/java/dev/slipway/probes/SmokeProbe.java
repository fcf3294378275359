package dev.slipway.probes;

import dev.slipway.analysis.Verdict;
import dev.slipway.verify.Extract;
import dev.slipway.verify.Header;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.VerifyStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a script and removes what it made, whatever happens. Words about it name steps and
 * templates, never values: answers may hold tokens.
 */
final class SmokeProbe {
  private final ProbeHttp http;
  private final Pulse pulse;
  private final VerifyStep.Smoke script;
  private final Variables given;
  private final Losses losses = new Losses(1);
  private final Route route;
  private final Cleanups cleanups;
  private Variables variables;

  SmokeProbe(
      ProbeHttp http, Pulse pulse, VerifyStep.Smoke script, Variables variables, Route route) {
    this.http = http;
    this.pulse = pulse;
    this.script = script;
    this.given = variables;
    this.variables = variables;
    this.route = route;
    this.cleanups = new Cleanups(http, pulse, route, script);
  }

  Verdict run() {
    cleanups.inherit(pulse.leftovers());
    List<Cleanups.Left> left = new ArrayList<>();
    while (true) {
      // what an earlier round extracted names objects that are gone
      variables = given.with(Map.of());
      Optional<Verdict> verdict;
      try {
        verdict = steps();
      } finally {
        // also when the release was aborted and the heartbeat says so by an exception
        left.addAll(cleanups.removeAll(variables));
      }
      if (verdict.isPresent()) {
        return left.isEmpty() ? verdict.get() : untidy(verdict.get(), left);
      }
      pulse.pause(Losses.PAUSE, List.of());
    }
  }

  /** An object that the service refuses to remove is its fault; one out of reach is nobody's. */
  private Verdict untidy(Verdict verdict, List<Cleanups.Left> left) {
    String what = String.join("; ", left.stream().map(Cleanups.Left::words).toList());
    String why =
        "%s; test data of run %s is left, remove it by hand: %s"
            .formatted(verdict.why(), variables.get("run"), what);
    boolean reached = left.stream().anyMatch(one -> !one.outOfReach());
    return switch (verdict) {
      case Verdict.Pass pass -> reached ? new Verdict.Fail(why) : new Verdict.NoData(why);
      case Verdict.Fail fail -> new Verdict.Fail(why);
      case Verdict.Inconclusive unsure -> new Verdict.Inconclusive(why);
      case Verdict.NoData none -> new Verdict.NoData(why);
      case Verdict.ProviderDown down -> new Verdict.ProviderDown(why);
    };
  }

  /** One round; empty when an answer was lost and another round may tell more. */
  private Optional<Verdict> steps() {
    for (int index = 0; index < script.steps().size(); index++) {
      cleanups.removeInherited(variables);
      // before the request: an answer that gets lost must not lose the object too
      cleanups.register(index, variables);
      pulse.beat(cleanups.standing());
      HttpStep step = script.steps().get(index);
      Reply reply = http.ask(route, question(step));
      if (reply instanceof Reply.OutOfSight out) {
        return Optional.of(new Verdict.ProviderDown(place(index) + ": " + out.why()));
      }
      if (reply instanceof Reply.Lost) {
        String place = place(index);
        return losses.add(reply).map(end -> new Verdict.Fail(place + ": " + end.why()));
      }
      Optional<String> bad = bad(step, reply);
      cleanups.register(index, variables);
      pulse.beat(cleanups.standing());
      if (bad.isPresent()) {
        return Optional.of(new Verdict.Fail(place(index) + ": " + bad.get()));
      }
    }
    return Optional.of(
        new Verdict.Pass(
            "%d of %d steps good".formatted(script.steps().size(), script.steps().size())));
  }

  private Question question(HttpStep step) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("X-Slipway-Run", String.valueOf(variables.get("run"))));
    for (Header header : step.headers()) {
      headers.add(new Header(header.name(), variables.plain(header.value())));
    }
    String body = step.body();
    if (body != null && step.headers().stream().noneMatch(SmokeProbe::isContentType)) {
      headers.add(new Header("Content-Type", "application/json"));
    }
    return new Question(
        step.method(),
        variables.path(step.path()),
        headers,
        body == null ? null : variables.body(body));
  }

  private static boolean isContentType(Header header) {
    return header.name().equalsIgnoreCase("Content-Type");
  }

  private Optional<String> bad(HttpStep step, Reply reply) {
    return switch (reply) {
      case Reply.OutOfSight out -> Optional.of(out.why());
      case Reply.Broken broken -> Optional.of(broken.why());
      case Reply.Lost lost -> Optional.of(lost.why());
      case Reply.Answered answered -> bad(step, answered);
    };
  }

  private Optional<String> bad(HttpStep step, Reply.Answered answered) {
    Optional<String> missing = extract(step, answered);
    boolean expected =
        step.expectStatus().isEmpty()
            ? answered.good()
            : step.expectStatus().contains(answered.status());
    if (!expected) {
      String wanted = step.expectStatus().isEmpty() ? "2xx" : step.expectStatus().toString();
      return Optional.of("status %d, wanted %s".formatted(answered.status(), wanted));
    }
    return missing.isPresent()
        ? missing
        : new Expectations(step.expect(), variables).unmet(answered).map(this::masked);
  }

  /** Before anything is judged: an object behind a wrong answer must be removed all the same. */
  private Optional<String> extract(HttpStep step, Reply.Answered answered) {
    Optional<String> missing = Optional.empty();
    for (Extract extract : step.extract()) {
      Optional<String> found =
          Expectations.parse(answered).flatMap(json -> Expectations.text(json, extract.pointer()));
      if (found.isPresent() && !found.get().isEmpty()) {
        variables.put(extract.variable(), found.get());
      } else {
        missing =
            Optional.of(
                "the answer (%s) has no %s for ${%s}"
                    .formatted(answered.contentType(), extract.pointer(), extract.variable()));
      }
    }
    return missing;
  }

  /** Names instead of values, for secrets and for what was extracted. */
  private String masked(String text) {
    String masked = text;
    List<String> open = List.of("run", "environment", "service", "version");
    for (String name : variables.names()) {
      String value = variables.get(name);
      if (value != null && !open.contains(name) && value.length() >= 3) {
        masked = masked.replace(value, "${" + name + "}");
      }
    }
    return masked;
  }

  private String place(int index) {
    HttpStep step = script.steps().get(index);
    return "step %d of %d '%s' (%s %s)"
        .formatted(index + 1, script.steps().size(), step.name(), step.method(), step.path());
  }
}
