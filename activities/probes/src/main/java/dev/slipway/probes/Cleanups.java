package dev.slipway.probes;

import dev.slipway.verify.Header;
import dev.slipway.verify.HttpCleanup;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
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

  /** Between tries when the way seems closed; a blink of the way ends within their sum. */
  private static final List<Duration> RESTS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  /**
   * What still stands.
   *
   * @param words what it is and why, without values
   * @param outOfReach when not the service refused, but nobody answered
   */
  record Left(String words, boolean outOfReach) {}

  private final ProbeHttp http;
  private final Pulse pulse;
  private final Route route;
  private final List<HttpStep> steps;
  private final List<String> secrets;
  private final Deque<PendingCleanup> pending = new ArrayDeque<>();
  private final Deque<PendingCleanup> inherited = new ArrayDeque<>();
  private int removed;

  Cleanups(ProbeHttp http, Pulse pulse, Route route, VerifyStep.Smoke script) {
    this.http = http;
    this.pulse = pulse;
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
  List<Left> removeAll(Variables variables) {
    boolean interrupted = Thread.interrupted();
    List<Left> left = new ArrayList<>();
    pending.addAll(inherited);
    inherited.clear();
    while (!pending.isEmpty()) {
      PendingCleanup next = pending.pop();
      HttpCleanup cleanup = cleanup(next);
      Variables known = variables.with(next.values());
      Optional<Left> trouble =
          ready(cleanup, known)
              ? remove(cleanup, known)
              : Optional.of(left(cleanup, "the script did not get far enough to know how", false));
      trouble.ifPresent(left::add);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left;
  }

  int removed() {
    return removed;
  }

  private Optional<Left> remove(HttpCleanup cleanup, Variables variables) {
    List<Header> headers =
        cleanup.headers().stream()
            .map(header -> new Header(header.name(), variables.plain(header.value())))
            .toList();
    Question question =
        new Question(cleanup.method(), variables.path(cleanup.path()), headers, null);
    Reply reply = http.ask(route, question);
    for (int again = 1; trouble(reply).isPresent() && mayHelp(again, reply); again++) {
      if (reply.mayBeTheWay()) {
        pulse.rest(RESTS.get(again - 1));
      }
      reply = http.ask(route, question);
    }
    Optional<String> trouble = trouble(reply);
    if (trouble.isEmpty()) {
      removed++;
    }
    boolean outOfReach = reply.mayBeTheWay();
    return trouble.map(why -> left(cleanup, why, outOfReach));
  }

  private static boolean mayHelp(int again, Reply reply) {
    return reply.mayBeTheWay() ? again <= RESTS.size() : again < TRIES;
  }

  private static Left left(HttpCleanup cleanup, String why, boolean outOfReach) {
    return new Left(cleanup.method() + " " + cleanup.path() + ": " + why, outOfReach);
  }

  private static Optional<String> trouble(Reply reply) {
    return switch (reply) {
      case Reply.OutOfSight out -> Optional.of(out.why());
      case Reply.Broken broken -> Optional.of(broken.why());
      case Reply.Lost lost -> Optional.of(lost.why());
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
