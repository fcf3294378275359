package dev.slipway.testkit.invariant;

import dev.slipway.evidence.Fact;
import dev.slipway.name.RunId;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.RunEnd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run as it tells itself.
 *
 * @param facts in the ledger's order
 * @param end what its workflow answered; null when it was still open at the time limit
 */
public record RunStory(RunId run, List<Fact> facts, @Nullable RunEnd end) {
  public RunStory {
    facts = List.copyOf(facts);
  }

  /** All facts of one type, in order. */
  public <T extends Fact> List<T> all(Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  Optional<ReleasePlan> plan() {
    return all(Fact.PlanMade.class).stream().map(Fact.PlanMade::plan).findFirst();
  }

  /** Facts that follow the first one of a type. */
  Stream<Fact> after(Class<? extends Fact> type) {
    return facts.stream().dropWhile(fact -> !type.isInstance(fact)).skip(1);
  }
}
