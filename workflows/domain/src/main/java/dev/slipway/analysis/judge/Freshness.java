package dev.slipway.analysis.judge;

import dev.slipway.analysis.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether there is anything to judge by now. Not a number, stale, and only partly heard are all "no
 * data"; a provider that does not answer is "provider down"; neither is ever good or bad.
 */
record Freshness(Window window) {

  /**
   * @param usable which samples of the right kind are numbers
   */
  Optional<Verdict> trouble(Observed observed, Predicate<Sample> usable) {
    String name = observed.rule().name();
    if (observed.down() != null) {
      return Optional.of(
          new Verdict.ProviderDown(
              "%s: the provider does not answer: %s".formatted(name, observed.down())));
    }
    List<Sample> known =
        observed.samples().stream().filter(sample -> !sample.at().isAfter(window.asOf())).toList();
    List<Sample> good = known.stream().filter(usable).toList();
    for (Arm arm : Arm.values()) {
      Optional<String> silent = silent(arm, of(arm, known), of(arm, good));
      if (silent.isPresent()) {
        return Optional.of(new Verdict.NoData(name + ": " + silent.get()));
      }
    }
    return partial(observed, good)
        .map(pod -> new Verdict.NoData("%s: nothing is heard of pod %s".formatted(name, pod)));
  }

  private Optional<String> silent(Arm arm, List<Sample> known, List<Sample> good) {
    String side = arm == Arm.CANARY ? "the canary" : "stable";
    if (known.isEmpty()) {
      return Optional.of("no sample of " + side);
    }
    if (good.isEmpty()) {
      return Optional.of(
          "none of %d samples of %s is a number that can be".formatted(known.size(), side));
    }
    Instant last = good.stream().map(Sample::at).max(Instant::compareTo).orElseThrow();
    return window.stale(last)
        ? Optional.of("the last usable sample of %s is of %s".formatted(side, last))
        : Optional.empty();
  }

  private Optional<String> partial(Observed observed, List<Sample> good) {
    return observed.expected().stream()
        .filter(
            pod ->
                of(Arm.CANARY, good).stream()
                    .noneMatch(
                        sample -> sample.source().pod().equals(pod) && !window.stale(sample.at())))
        .findFirst();
  }

  private static List<Sample> of(Arm arm, List<Sample> samples) {
    return samples.stream().filter(sample -> sample.source().arm() == arm).toList();
  }
}
