package dev.slipway.probes;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A series of looks at a health endpoint, all of which must be good. */
final class HealthProbe {
  /** A blink of the platform is not worth a held release; three in a row are. */
  private static final int MOST_UNSEEN = 3;

  private static final int MOST_SAMPLES = 1_000;

  private final ProbeHttp http;
  private final Pulse pulse;
  private final VerifyStep.Health step;
  private final Variables variables;
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
  }

  /** Ends at the first bad sample: the rest could not change the verdict. */
  Verdict run(Route route) {
    Question question = Question.get(variables.path(step.path()));
    for (int good = 0; good < step.samples(); good++) {
      if (good > 0) {
        pulse.pause(step.interval(), List.of());
      }
      Reply reply = sample(route, question);
      if (reply instanceof Reply.OutOfSight out) {
        return new Verdict.ProviderDown(
            "%s; %d of %d samples were good".formatted(out.why(), good, step.samples()));
      }
      Optional<String> bad = bad(reply);
      if (bad.isPresent()) {
        return new Verdict.Fail(
            "sample %d of %d of %s%s: %s"
                .formatted(
                    good + 1, step.samples(), step.target().display(), step.path(), bad.get()));
      }
    }
    return new Verdict.Pass(
        "%d of %d samples good, slowest %d ms%s"
            .formatted(step.samples(), step.samples(), slowest.toMillis(), version));
  }

  private Reply sample(Route route, Question question) {
    pulse.beat(List.of());
    Reply reply = http.ask(route, question);
    for (int unseen = 1; unseen < MOST_UNSEEN && reply instanceof Reply.OutOfSight; unseen++) {
      pulse.pause(step.interval(), List.of());
      reply = http.ask(route, question);
    }
    return reply;
  }

  private Optional<String> bad(Reply reply) {
    return switch (reply) {
      case Reply.OutOfSight out -> Optional.of(out.why());
      case Reply.Broken broken -> Optional.of(broken.why());
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
