package dev.slipway.probes;

import dev.slipway.verify.Header;
import dev.slipway.verify.HttpCleanup;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.VerifyStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Test objects that stand, youngest first, and their removal. */
final class Cleanups {
  private static final int TRIES = 2;

  private final ProbeHttp http;
  private final Route route;
  private final List<HttpStep> steps;
  private final List<String> secrets;
  private final Deque<PendingCleanup> pending = new ArrayDeque<>();
  private final Deque<PendingCleanup> inherited = new ArrayDeque<>();
  private int removed;

  Cleanups(ProbeHttp http, Route route, VerifyStep.Smoke script) {
    this.http = http;
    this.route = route;
    this.steps = script.steps();
    this.secrets = script.secrets().stream().map(secret -> secret.variable()).toList();
  }

  /** What an earlier attempt left; a script that is shorter now knows nothing of the rest. */
  void inherit(List<PendingCleanup> leftovers) {
    leftovers.stream()
        .filter(left -> left.step() < steps.size() && steps.get(left.step()).cleanup() != null)
        .forEach(inherited::push);
  }

  /** Everything that stands, for the next attempt should this one die. */
  List<PendingCleanup> standing() {
    List<PendingCleanup> all = new ArrayList<>(inherited.reversed());
    all.addAll(pending.reversed());
    return all;
  }

  /** Registers the cleanup of a step as soon as everything that it needs is known. */
  void register(int step, Variables variables) {
    HttpCleanup cleanup = steps.get(step).cleanup();
    boolean already = pending.stream().anyMatch(known -> known.step() == step);
    if (cleanup == null || already || !ready(cleanup, variables)) {
      return;
    }
    SequencedMap<String, String> values = new TreeMap<>();
    for (String name : Variables.in(cleanup.path())) {
      String value = variables.get(name);
      if (value != null && !secrets.contains(name)) {
        values.put(name, value);
      }
    }
    pending.push(new PendingCleanup(step, values));
  }

  /** Names of an earlier attempt may be in the way of this one, so they go as soon as possible. */
  void removeInherited(Variables variables) {
    inherited.removeIf(
        left -> {
          HttpCleanup cleanup = cleanup(left);
          Variables known = variables.with(left.values());
          return ready(cleanup, known) && remove(cleanup, known).isEmpty();
        });
  }

  /** Removes all that stands; @return what could not be removed, in words without values. */
  List<String> removeAll(Variables variables) {
    boolean interrupted = Thread.interrupted();
    List<String> left = new ArrayList<>();
    pending.addAll(inherited);
    inherited.clear();
    while (!pending.isEmpty()) {
      PendingCleanup next = pending.pop();
      HttpCleanup cleanup = cleanup(next);
      Variables known = variables.with(next.values());
      Optional<String> trouble =
          ready(cleanup, known)
              ? remove(cleanup, known)
              : Optional.of("the script did not get far enough to know how");
      trouble.ifPresent(why -> left.add(cleanup.method() + " " + cleanup.path() + ": " + why));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left;
  }

  int removed() {
    return removed;
  }

  private Optional<String> remove(HttpCleanup cleanup, Variables variables) {
    List<Header> headers =
        cleanup.headers().stream()
            .map(header -> new Header(header.name(), variables.plain(header.value())))
            .toList();
    Question question =
        new Question(cleanup.method(), variables.path(cleanup.path()), headers, null);
    Optional<String> trouble = Optional.empty();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      trouble = trouble(http.ask(route, question));
      if (trouble.isEmpty()) {
        removed++;
        return trouble;
      }
    }
    return trouble;
  }

  private static Optional<String> trouble(Reply reply) {
    return switch (reply) {
      case Reply.OutOfSight out -> Optional.of(out.why());
      case Reply.Broken broken -> Optional.of(broken.why());
      case Reply.Answered answered -> {
        boolean gone = answered.status() == 404 || answered.status() == 410;
        yield answered.good() || gone
            ? Optional.empty()
            : Optional.of("status " + answered.status());
      }
    };
  }

  private boolean ready(HttpCleanup cleanup, Variables variables) {
    return SmokeScript.cleanupTemplates(cleanup).stream()
        .allMatch(template -> variables.knowsAll(Variables.in(template)));
  }

  private HttpCleanup cleanup(PendingCleanup left) {
    HttpCleanup cleanup = steps.get(left.step()).cleanup();
    if (cleanup == null) {
      throw new IllegalStateException("only steps with a cleanup are registered");
    }
    return cleanup;
  }
}
