package dev.slipway.fire.kill;

import dev.slipway.fire.fuse.Moment;
import dev.slipway.fire.stage.FireFailure;
import dev.slipway.testkit.invariant.RunStory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One tale, played in a place of its own and then judged. Whoever prepares or judges must not be
 * struck: those who play beside each other begin together, and are judged when all are over.
 */
final class Round {
  private final Part part;
  private final Target target;
  private final Trap trap;
  private final Supplier<Scene> preparation;
  private final List<String> trouble = new ArrayList<>();
  private Scene scene = Scene.NONE;
  private long seconds;

  /** Where a round takes place, who acts in it and who looks on. */
  interface Scene extends AutoCloseable {
    Scene NONE =
        new Scene() {
          @Override
          public void play(Tale tale) {}

          @Override
          public List<RunStory> stories() {
            return List.of();
          }

          @Override
          public Judge.Verdict verdict(List<RunStory> runs, boolean struck) {
            return new Judge.Verdict(0, List.of());
          }

          @Override
          public void close() {}
        };

    void play(Tale tale);

    List<RunStory> stories();

    Judge.Verdict verdict(List<RunStory> runs, boolean struck);

    @Override
    void close();
  }

  /**
   * @param preparation makes what the round needs, when it is its time
   */
  Round(Part part, Target target, Trap trap, Supplier<Scene> preparation) {
    this.part = part;
    this.target = target;
    this.trap = trap;
    this.preparation = preparation;
  }

  boolean at(Moment moment) {
    return trap.at(moment);
  }

  void prepare() {
    attempt(() -> scene = preparation.get());
  }

  void play() {
    long begin = System.nanoTime();
    attempt(() -> scene.play(part.tale()));
    trap.over();
    seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }

  /** A round that could not be played to its end is one that failed. */
  private void attempt(Runnable act) {
    if (!trouble.isEmpty()) {
      return;
    }
    try {
      act.run();
    } catch (FireFailure | CompletionException | IllegalStateException failure) {
      trouble.add(failure.toString());
    }
  }

  /** What its runs tell of themselves; empty when it could not be played. */
  List<RunStory> stories() {
    return trouble.isEmpty() ? scene.stories() : List.of();
  }

  /**
   * @param besides what did not hold for all rounds together
   */
  Outcome judged(List<String> besides) {
    List<RunStory> runs = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    List<Integer> effects = new ArrayList<>();
    attempt(
        () -> {
          runs.addAll(scene.stories());
          Judge.Verdict verdict = scene.verdict(runs, target == Target.APISERVER);
          effects.add(verdict.effects());
          wrong.addAll(verdict.wrong());
        });
    wrong.addAll(trouble);
    wrong.addAll(besides);
    if (target == Target.DRAIN) {
      trap.passing().repeated().forEach(one -> wrong.add("done again after SIGTERM: " + one));
    }
    String ends = trouble.isEmpty() ? ends(runs) : "STUCK";
    if (trouble.isEmpty() && !part.tale().ends().contains(ends)) {
      wrong.add(
          "it ended %s instead of %s: whoever dies, a good change gets through and a bad one goes back"
              .formatted(ends, String.join(" or ", part.tale().ends())));
    }
    Outcome.Seen seen =
        new Outcome.Seen(
            ends,
            effects.stream().mapToInt(Integer::intValue).sum(),
            wrong,
            trap.passing().passed());
    return new Outcome(part.tale(), target, part.where(), trap.reached(), seen, seconds);
  }

  private static String ends(List<RunStory> runs) {
    return runs.stream()
        .map(run -> run.end() == null ? "OPEN" : run.end().state().name())
        .collect(Collectors.joining("+"));
  }

  void close() {
    scene.close();
  }
}
