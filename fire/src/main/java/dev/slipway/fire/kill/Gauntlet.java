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
  private static final int TOGETHER = 2;

  static final String ANY = "any";
  private static final String REMEMBERED = "failed.txt";

  private final PrintWriter out;
  private final List<Target> targets;
  private final int beside;
  private final List<Outcome> outcomes = new ArrayList<>();

  /**
   * @param targets what may be killed
   * @param beside how many rounds are played beside each other
   */
  public Gauntlet(PrintWriter out, List<Target> targets, int beside) {
    this.out = out;
    this.targets = List.copyOf(targets);
    this.beside = beside;
  }

  /**
   * @param seed the same number plays the same rounds, as far as the time goes
   * @param time no round begins after it, except the first
   */
  public Sum run(Lab lab, Path root, long seed, Duration time) {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    Random random = new Random(seed);
    Crew crew = new Crew(lab, Jars.in(root), lab.state().resolve("fire"));
    try (Party party =
        new Party(crew, new LabParts(lab.state(), root.resolve("lab").resolve("lab")))) {
      for (Target target : targets) {
        party.play(target, remembered(target)).forEach(this::tell);
      }
      do {
        Target target = targets.get(random.nextInt(targets.size()));
        party.play(target, dice(random)).forEach(this::tell);
      } while (System.nanoTime() < end);
    }
    return Sum.of(ANY, ANY, outcomes, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
  }

  private void tell(Outcome outcome) {
    outcomes.add(outcome);
    out.println(outcome.sentence());
    out.flush();
  }

  private List<Part> dice(Random random) {
    List<Tale> tales = List.of(Tale.values());
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < beside; i++) {
      Tale tale = tales.get(random.nextInt(tales.size()));
      parts.add(new Part(tale, Where.blind(TOGETHER, random)));
    }
    return parts;
  }

  /** Points at which something once did not hold. */
  private static List<Part> remembered(Target target) {
    return Ground.text(REMEMBERED)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\|", -1))
        .filter(words -> Target.of(words[1].strip()) == target)
        .map(words -> new Part(Tale.of(words[0].strip()), Where.at(Point.list(words[2]))))
        .toList();
  }
}
