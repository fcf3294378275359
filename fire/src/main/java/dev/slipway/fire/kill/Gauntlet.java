package dev.slipway.fire.kill;

import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.Jars;
import dev.slipway.fire.stage.LabParts;
import dev.slipway.lab.Lab;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Scenarios, targets and moments by chance for as long as there is time, after every point that
 * ever failed.
 */
public final class Gauntlet {
  /** Kills of one round. */
  private static final int TOGETHER = 4;

  static final String ANY = "any";
  private static final String REMEMBERED = "failed.txt";

  private final PrintWriter out;
  private final List<Target> targets;
  private final List<Outcome> outcomes = new ArrayList<>();

  /**
   * @param targets what may be killed
   */
  public Gauntlet(PrintWriter out, List<Target> targets) {
    this.out = out;
    this.targets = List.copyOf(targets);
  }

  /**
   * @param seed the same number plays the same rounds, as far as the time goes
   * @param time no round begins after it
   */
  public Sum run(Lab lab, Path root, long seed, Duration time) {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    Random random = new Random(seed);
    List<Tale> tales = List.of(Tale.values());
    Crew crew = new Crew(lab, Jars.in(root), lab.state().resolve("fire"));
    try (Round round =
        new Round(crew, new LabParts(lab.state(), root.resolve("lab").resolve("lab")))) {
      for (Remembered one : remembered()) {
        tell(round.playOrTell(one.tale(), one.target(), Where.at(one.points())));
      }
      while (System.nanoTime() < end) {
        Tale tale = tales.get(random.nextInt(tales.size()));
        Target target = targets.get(random.nextInt(targets.size()));
        tell(round.playOrTell(tale, target, Where.blind(TOGETHER, random)));
      }
    }
    return Sum.of(ANY, ANY, outcomes, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
  }

  private void tell(Outcome outcome) {
    outcomes.add(outcome);
    out.println(outcome.sentence());
    out.flush();
  }

  private record Remembered(Tale tale, Target target, List<Point> points) {
    static Remembered of(String line) {
      String[] words = line.split("\\|", -1);
      return new Remembered(
          Tale.of(words[0].strip()), Target.of(words[1].strip()), Point.list(words[2]));
    }
  }

  private static List<Remembered> remembered() {
    return Ground.text(REMEMBERED)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Remembered::of)
        .toList();
  }
}
