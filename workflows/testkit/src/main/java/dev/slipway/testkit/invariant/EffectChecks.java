package dev.slipway.testkit.invariant;

import dev.slipway.evidence.Fact;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.WorkloadRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the witness saw, held against itself and against the ledger. */
final class EffectChecks {
  private EffectChecks() {}

  static Stream<String> oneAtATime(Testimony all) {
    return all.before().keySet().stream().flatMap(workload -> turns(workload, all.of(workload)));
  }

  private static Stream<String> turns(WorkloadRef workload, List<Effect> effects) {
    List<String> wrong = new ArrayList<>();
    Set<String> over = new LinkedHashSet<>();
    Effect last = null;
    for (Effect effect : effects) {
      if (last != null && effect.token() < last.token()) {
        wrong.add(
            "%s: token %d of %s after %d of %s"
                .formatted(
                    workload, effect.token(), effect.operation(), last.token(), last.operation()));
      }
      if (last != null && !last.run().equals(effect.run())) {
        over.add(last.run());
      }
      if (over.contains(effect.run())) {
        wrong.add("%s: %s after another run's turn".formatted(workload, effect.operation()));
      }
      last = effect;
    }
    return wrong.stream();
  }

  /** Holding and resuming may be repeated: their key stands for a state, not for one act. */
  static Stream<String> once(Testimony all) {
    Set<String> seen = new LinkedHashSet<>();
    return all.effects().stream()
        .filter(effect -> effect.step().equals("change"))
        .map(Effect::operation)
        .filter(operation -> !seen.add(operation))
        .map(operation -> operation + " changed its object twice");
  }

  static Stream<String> foreseen(Testimony all) {
    return all.runs().stream()
        .flatMap(story -> Stream.concat(unforeseen(story, all), unmade(story, all)));
  }

  private static Stream<String> unforeseen(RunStory story, Testimony all) {
    List<String> intended =
        story.all(Fact.ChangeIntended.class).stream().map(fact -> fact.key().value()).toList();
    return all.of(story).stream()
        .filter(effect -> effect.step().equals("change"))
        .map(Effect::operation)
        .filter(operation -> !intended.contains(operation))
        .map(operation -> operation + " happened, and the ledger did not know that it would");
  }

  private static Stream<String> unmade(RunStory story, Testimony all) {
    List<String> happened = all.of(story).stream().map(Effect::operation).toList();
    return story.all(Fact.ChangeMade.class).stream()
        .filter(fact -> fact.result() instanceof ChangeResult.Applied)
        .map(fact -> fact.key().value())
        .filter(key -> !happened.contains(key))
        .map(key -> key + " is called applied, and nobody saw it happen");
  }

  static Stream<String> noLateAct(Testimony all) {
    return all.runs().stream()
        .flatMap(
            story ->
                all.of(story).stream()
                    .dropWhile(Effect::forward)
                    .filter(Effect::forward)
                    .filter(effect -> effect.step().equals("change"))
                    .map(effect -> effect.operation() + " landed after an undo"));
  }

  static Stream<String> noKnownBad(Testimony all) {
    return all.runs().stream().flatMap(story -> setAgain(story, all));
  }

  private static Stream<String> setAgain(RunStory marker, Testimony all) {
    List<String> bad =
        marker.all(Fact.KnownBadMarked.class).stream()
            .map(fact -> fact.bad().digest().value())
            .toList();
    return all.effects().stream()
        .dropWhile(effect -> !effect.run().equals(marker.run().value()))
        .filter(effect -> !effect.run().equals(marker.run().value()))
        .filter(
            effect ->
                effect.to().images().values().stream()
                    .anyMatch(image -> bad.stream().anyMatch(image::endsWith)))
        .filter(effect -> !effect.from().images().equals(effect.to().images()))
        .map(
            effect -> "%s sets what %s made known-bad".formatted(effect.operation(), marker.run()));
  }
}
