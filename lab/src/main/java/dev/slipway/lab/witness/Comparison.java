package dev.slipway.lab.witness;

import dev.slipway.lab.witness.Discrepancy.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Holds what was seen against what was promised.
 *
 * @param promises each with another operation
 * @param hand who alone may act
 */
public record Comparison(List<Promise> promises, String hand) {
  public Comparison {
    promises = List.copyOf(promises);
  }

  /** What is wrong; empty when each effect is there once, in order, by the one hand. */
  public List<Discrepancy> with(List<SeenEffect> effects) {
    List<Discrepancy> wrong = new ArrayList<>();
    doubled(effects, wrong);
    missing(effects, wrong);
    foreign(effects, wrong);
    misordered(effects, wrong);
    return wrong;
  }

  private Optional<Promise> promise(SeenEffect effect) {
    return promises.stream()
        .filter(one -> one.operation().equals(effect.operation()))
        .filter(one -> one.object().equals(effect.object()))
        .findFirst();
  }

  private void doubled(List<SeenEffect> effects, List<Discrepancy> wrong) {
    Set<String> seen = new LinkedHashSet<>();
    effects.stream()
        .filter(effect -> promise(effect).isPresent())
        .filter(effect -> !seen.add(effect.object() + " " + effect.operation()))
        .forEach(effect -> wrong.add(new Discrepancy(Kind.DOUBLED, effect.toString())));
  }

  private void missing(List<SeenEffect> effects, List<Discrepancy> wrong) {
    promises.stream()
        .filter(Promise::certain)
        .filter(Predicate.not(one -> effects.stream().anyMatch(effect -> is(one, effect))))
        .forEach(
            one ->
                wrong.add(new Discrepancy(Kind.MISSING, one.operation() + " on " + one.object())));
  }

  private static boolean is(Promise promise, SeenEffect effect) {
    return promise.operation().equals(effect.operation())
        && promise.object().equals(effect.object());
  }

  private void foreign(List<SeenEffect> effects, List<Discrepancy> wrong) {
    effects.stream()
        .filter(
            effect ->
                promise(effect).isEmpty() || !(effect.by().isEmpty() || effect.by().equals(hand)))
        .forEach(effect -> wrong.add(new Discrepancy(Kind.FOREIGN, effect.toString())));
  }

  private void misordered(List<SeenEffect> effects, List<Discrepancy> wrong) {
    int highest = Integer.MIN_VALUE;
    for (SeenEffect effect : effects) {
      int rank = promise(effect).map(Promise::rank).orElse(highest);
      if (rank < highest) {
        wrong.add(
            new Discrepancy(
                Kind.MISORDERED,
                "%s has rank %d and came after rank %d".formatted(effect, rank, highest)));
      }
      highest = Math.max(highest, rank);
    }
  }

  /**
   * Whether both witnesses saw the same.
   *
   * @param log effects of the one who may have been struck down
   * @param store effects of the one who keeps everything
   * @param struck the log may lack what was under way when its writer died
   */
  public static List<Discrepancy> disputed(
      List<SeenEffect> log, List<SeenEffect> store, boolean struck) {
    List<Discrepancy> wrong = new ArrayList<>();
    log.stream()
        .filter(one -> store.stream().noneMatch(other -> same(one, other)))
        .forEach(one -> wrong.add(new Discrepancy(Kind.DISPUTED, "only in the log: " + one)));
    if (!struck) {
      store.stream()
          .filter(one -> log.stream().noneMatch(other -> same(one, other)))
          .forEach(one -> wrong.add(new Discrepancy(Kind.DISPUTED, "only in the store: " + one)));
    }
    return wrong;
  }

  private static boolean same(SeenEffect one, SeenEffect other) {
    return one.revision() == other.revision() && one.object().equals(other.object());
  }
}
