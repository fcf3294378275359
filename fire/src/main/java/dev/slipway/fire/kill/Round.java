package dev.slipway.fire.kill;

import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.FireFailure;
import dev.slipway.fire.stage.LabParts;
import dev.slipway.lab.Lab;
import dev.slipway.testkit.invariant.RunStory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Plays tales with one crew, one after the other, each in a place of its own. */
final class Round implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(25);

  private final Crew crew;
  private final Cast cast;
  private final LabParts parts;
  private final KubernetesClient admin;
  private int turn;

  Round(Crew crew, LabParts parts) {
    this.crew = crew;
    this.parts = parts;
    cast = Cast.of(crew);
    admin = crew.lab().kubernetes(Lab.Identity.ADMIN);
  }

  /**
   * @param where where to kill; nowhere for a round in which nothing happens
   */
  Outcome play(Tale tale, Target target, Where where) {
    long begin = System.nanoTime();
    turn++;
    String round = crew.name() + "x" + turn;
    Passing passing = new Passing(round);
    Trap trap = new Trap(crew, parts, passing, target, where);
    crew.nextWorker(tale == Tale.NEW_BUILD);
    try (Ground ground = Ground.prepared(crew.lab(), crew.lab().registry(), admin)) {
      People people = new People(crew, cast, ground, round, turn);
      people.settle(tale.gate());
      Judge judge = Judge.listening(crew, ground);
      crew.fuses().watch(trap::at);
      tale.play(people);
      people.awaitLedger();
      List<String> wrong = new ArrayList<>(afterwards(trap, target, passing));
      List<RunStory> runs = people.stories();
      Judge.Verdict verdict = judge.verdict(runs, target == Target.APISERVER);
      wrong.addAll(verdict.wrong());
      Outcome.Seen seen = new Outcome.Seen(ends(runs), verdict.effects(), wrong, passing.passed());
      return new Outcome(tale, target, where, trap.reached(), seen, seconds(begin));
    } finally {
      crew.fuses().watch(moment -> true);
    }
  }

  /** A drained worker ends in time, and what it was doing is not done again. */
  private static List<String> afterwards(Trap trap, Target target, Passing passing) {
    Duration took = trap.over();
    List<String> wrong = new ArrayList<>();
    if (target == Target.DRAIN && took.compareTo(GRACE) > 0) {
      wrong.add("the worker took %s to end, and its grace period is 20 s".formatted(took));
    }
    if (target == Target.DRAIN) {
      passing.repeated().forEach(one -> wrong.add("done again after SIGTERM: " + one));
    }
    return wrong;
  }

  private static long seconds(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }

  private static String ends(List<RunStory> runs) {
    return runs.stream()
        .map(run -> run.end() == null ? "OPEN" : run.end().state().name())
        .collect(Collectors.joining("+"));
  }

  @Override
  public void close() {
    admin.close();
    crew.close();
  }

  /** A round that could not be played to its end is one that failed. */
  Outcome playOrTell(Tale tale, Target target, Where where) {
    try {
      return play(tale, target, where);
    } catch (FireFailure failure) {
      return new Outcome(
          tale,
          target,
          where,
          where.points(),
          new Outcome.Seen("STUCK", 0, List.of(String.valueOf(failure.getMessage())), List.of()),
          0);
    }
  }
}
