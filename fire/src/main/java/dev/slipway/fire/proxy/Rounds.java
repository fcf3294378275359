package dev.slipway.fire.proxy;

import dev.slipway.lab.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Which picks are played together: at most one for each system. */
final class Rounds {
  /** One round of so many has a system that stays ill. */
  private static final int STAYS = 4;

  /** Not for a test run: ten minutes, and caches that lag at a write nobody has tried yet. */
  private static final List<Fault> LONG = List.of(Fault.LONG_HOLE, Fault.STALE);

  private static final List<Fault> STAYING =
      List.of(Fault.OVERLOADED, Fault.RESET_BEFORE, Fault.HOLE, Fault.EXPIRED, Fault.NONSENSE);

  private Rounds() {}

  /** One request of each system by chance, and nothing that lasts longer than half a minute. */
  static List<Pick> brief(List<Line> lines, Random random) {
    List<Pick> picks = new ArrayList<>();
    for (Line line : lines) {
      List<Fault> faults = line.faults().stream().filter(fault -> !LONG.contains(fault)).toList();
      picks.add(Pick.of(line, faults.get(random.nextInt(faults.size())), random));
    }
    return picks;
  }

  /** One pick for each system by chance. */
  static List<Pick> byChance(List<Line> lines, Random random) {
    List<Pick> picks = new ArrayList<>();
    lines.forEach(line -> picks.add(Pick.of(line, random)));
    if (random.nextInt(STAYS) == 0) {
      int index = random.nextInt(picks.size());
      Line line = picks.get(index).line();
      List<Fault> faults = STAYING.stream().filter(line.faults()::contains).toList();
      Fault fault = faults.get(random.nextInt(faults.size()));
      picks.set(index, Pick.of(line, fault, random).staying());
    }
    return picks;
  }

  /** The same fault for each system that knows it. */
  static List<Pick> of(Fault fault, List<Line> lines, Random random) {
    return lines.stream()
        .filter(line -> line.faults().contains(fault))
        .map(line -> Pick.of(line, fault, random))
        .toList();
  }

  /** Every fault of every system once. */
  static List<List<Pick>> every(List<Line> lines, Random random) {
    List<List<Pick>> rounds = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      List<Pick> round = of(fault, lines, random);
      if (!round.isEmpty()) {
        rounds.add(round);
      }
    }
    return rounds;
  }
}
