package dev.slipway.fire.kill;

import dev.slipway.fire.fuse.Moment;
import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.LabParts;
import dev.slipway.lab.Lab;
import dev.slipway.testkit.invariant.RunStory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Plays rounds with one crew: some beside each other, one such group after the other. */
final class Party implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(25);

  /** Less than Temporal gives a workflow task (10 s), so that a decision is not late by waiting. */
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final Crew crew;
  private final Cast cast;
  private final LabParts parts;
  private final KubernetesClient admin;
  private int turn;

  Party(Crew crew, LabParts parts) {
    this.crew = crew;
    this.parts = parts;
    cast = Cast.of(crew);
    admin = crew.lab().kubernetes(Lab.Identity.ADMIN);
  }

  /** Plays one group, all of it beside each other. */
  List<Outcome> play(Target target, List<Part> group) {
    Volley volley = new Volley(new Hand(crew, parts, target), target.fate(), PATIENCE);
    List<Round> rounds = group.stream().map(part -> round(part, target, volley)).toList();
    crew.nextWorker(group.stream().anyMatch(part -> part.tale() == Tale.NEW_BUILD));
    Logs logs = Logs.fromNow(crew);
    try {
      all(rounds, Round::prepare);
      crew.fuses().watch(moment -> lives(rounds, moment));
      all(rounds, Round::play);
      crew.fuses().watch(moment -> true);
      List<String> besides = new ArrayList<>(besides(volley, target));
      besides.addAll(
          logs.wrong(rounds.stream().flatMap(round -> round.stories().stream()).toList()));
      return rounds.stream().map(round -> round.judged(besides)).toList();
    } finally {
      crew.fuses().watch(moment -> true);
      rounds.forEach(Round::close);
    }
  }

  private static boolean lives(List<Round> rounds, Moment moment) {
    boolean lives = true;
    for (Round round : rounds) {
      lives &= round.at(moment);
    }
    return lives;
  }

  private Round round(Part part, Target target, Volley volley) {
    turn++;
    int number = turn;
    String name = crew.name() + "x" + number;
    Trap trap = new Trap(new Passing(name), volley, part.where());
    volley.add(trap);
    return new Round(part, target, trap, () -> scene(part, name, number));
  }

  private Scene scene(Part part, String name, int number) {
    Ground ground = Ground.prepared(crew.lab(), crew.wires().seen().registry(), admin);
    People people = new People(crew, cast, ground, name, number);
    people.settle(part.tale().gate(), Patience.LONG);
    return new Scene(ground, people, Judge.listening(crew, ground));
  }

  private record Scene(Ground ground, People people, Judge judge) implements Round.Scene {
    @Override
    public void play(Tale tale) {
      tale.play(people);
      people.awaitLedger();
    }

    @Override
    public List<RunStory> stories() {
      return people.stories();
    }

    @Override
    public Judge.Verdict verdict(List<RunStory> runs, boolean struck) {
      return judge.verdict(runs, struck);
    }

    @Override
    public void close() {
      ground.close();
    }
  }

  private static void all(List<Round> rounds, Consumer<Round> each) {
    try (ExecutorService pool = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<?>> under = new ArrayList<>();
      rounds.forEach(round -> under.add(pool.submit(() -> each.accept(round))));
      for (Future<?> one : under) {
        one.get();
      }
    } catch (ExecutionException bug) {
      throw new IllegalStateException("a round could not be played", bug.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** A drained worker ends in time. */
  private static List<String> besides(Volley volley, Target target) {
    Duration took = volley.over();
    return target == Target.DRAIN && took.compareTo(GRACE) > 0
        ? List.of("the worker took %s to end, and its grace period is 20 s".formatted(took))
        : List.of();
  }

  @Override
  public void close() {
    admin.close();
    crew.close();
  }
}
