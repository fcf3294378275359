package dev.slipway.probes;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A series of looks at a health endpoint, all of which must be good. */
final class HealthProbe {
  private static final int MOST_SAMPLES = 1_000;

  private final ProbeHttp http;
  private final Pulse pulse;
  private final VerifyStep.Health step;
  private final Variables variables;
  private final Losses losses;
  private Duration slowest = Duration.ZERO;
  private String version = "";

  HealthProbe(ProbeHttp http, Pulse pulse, VerifyStep.Health step, Variables variables) {
    this.http = http;
    this.pulse = pulse;
    this.step = step;
    this.variables = variables;
    if (step.samples() < 1 || step.samples() > MOST_SAMPLES) {
      throw FailureType.INVALID.failure(
          "health step '%s' wants %d samples: use 1 to %d"
              .formatted(step.name(), step.samples(), MOST_SAMPLES));
    }
    this.losses = new Losses(step.samples());
  }

  /** Ends at the first bad sample: the rest could not change the verdict. */
  Verdict run(Route route) {
    Question question = Question.get(variables.path(step.path()));
    int good = 0;
    while (good < step.samples()) {
      pulse.beat(List.of());
      Reply reply = http.ask(route, question);
      if (reply.mayBeTheWay()) {
        Optional<Verdict> end = losses.add(reply);
        if (end.isPresent()) {
          return placed(end.get(), good);
        }
        pulse.pause(longer(step.interval(), Losses.PAUSE), List.of());
        continue;
      }
      losses.end();
      Optional<String> bad = bad(reply);
      if (bad.isPresent()) {
        return placed(new Verdict.Fail(bad.get()), good);
      }
      good++;
      if (good < step.samples()) {
        pulse.pause(step.interval(), List.of());
      }
    }
    return new Verdict.Pass(
        "%d of %d samples good, slowest %d ms%s%s"
            .formatted(good, good, slowest.toMillis(), version, losses.told()));
  }

  private Verdict placed(Verdict end, int good) {
    return end instanceof Verdict.ProviderDown
        ? new Verdict.ProviderDown(
            "%s; %d of %d samples were good".formatted(end.why(), good, step.samples()))
        : new Verdict.Fail(
            "sample %d of %d of %s%s: %s"
                .formatted(
                    good + 1, step.samples(), step.target().display(), step.path(), end.why()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Optional<String> bad(Reply reply) {
    return switch (reply) {
      case Reply.OutOfSight out -> Optional.of(out.why());
      case Reply.Broken broken -> Optional.of(broken.why());
      case Reply.Lost lost -> Optional.of(lost.why());
      case Reply.Answered answered -> bad(answered);
    };
  }

  private Optional<String> bad(Reply.Answered answered) {
    slowest = slowest.compareTo(answered.took()) > 0 ? slowest : answered.took();
    Expectations.parse(answered)
        .flatMap(json -> Expectations.text(json, "/version"))
        .filter(found -> found.length() <= 60)
        .ifPresent(found -> version = ", version " + found);
    if (!answered.good()) {
      return Optional.of("status " + answered.status());
    }
    Optional<String> unmet = new Expectations(step.expect(), variables).unmet(answered);
    if (unmet.isPresent()) {
      return unmet;
    }
    boolean limited = step.maxLatency().isPositive();
    return limited && answered.took().compareTo(step.maxLatency()) > 0
        ? Optional.of(
            "took %d ms, limit %d ms"
                .formatted(answered.took().toMillis(), step.maxLatency().toMillis()))
        : Optional.empty();
  }
}
