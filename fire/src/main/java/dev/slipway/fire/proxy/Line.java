package dev.slipway.fire.proxy;

import dev.slipway.evidence.Fact;
import dev.slipway.lab.faults.Deed;
import dev.slipway.lab.faults.Fault;
import dev.slipway.lab.word.Worded;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A system that Slipway talks to, and what can go wrong on the way there. */
public enum Line implements Worded {
  /** The API server, and through its proxy every service. */
  KUBERNETES("kubernetes|api server", 100, 12),
  /** The registry of images, which the nodes ask too. */
  REGISTRY("registry", 16, 0),
  /** PostgreSQL; a write is the end of a transaction. */
  LEDGER("ledger", 200, 60),
  /** Temporal's front end; whatever comes at once is a write. */
  TEMPORAL("", 0, 400),
  /** Who is told by a POST. */
  WEBHOOK("", 0, 3),
  /** The relay for mail; a write is the end of a letter. */
  MAIL("", 6, 3);

  private static final Set<Fault> ANYWHERE =
      EnumSet.of(
          Fault.LATENCY,
          Fault.RESET_BEFORE,
          Fault.RESET_AFTER,
          Fault.HALF,
          Fault.HOLE,
          Fault.LONG_HOLE);

  private final String told;
  private final int reads;
  private final int writes;

  /**
   * @param told by which words a run's story names this system; empty when no run speaks of it
   * @param reads about how many a scenario makes
   */
  Line(String told, int reads, int writes) {
    this.told = told;
    this.reads = reads;
    this.writes = writes;
  }

  /** Those that mean something here. */
  List<Fault> faults() {
    Set<Fault> all = EnumSet.copyOf(ANYWHERE);
    switch (this) {
      case KUBERNETES -> all.addAll(EnumSet.allOf(Fault.class));
      case REGISTRY -> all.addAll(EnumSet.complementOf(EnumSet.of(Fault.CONFLICT, Fault.STALE)));
      case WEBHOOK -> all.addAll(EnumSet.complementOf(EnumSet.of(Fault.STALE)));
      case MAIL ->
          all.addAll(
              EnumSet.of(Fault.TOO_MANY, Fault.SERVER_ERROR, Fault.OVERLOADED, Fault.NONSENSE));
      case LEDGER, TEMPORAL -> {}
    }
    return List.copyOf(all);
  }

  /** What a fault can be keyed on here. */
  List<Deed> deeds(Fault fault) {
    boolean onlyWrites = fault == Fault.CONFLICT || fault == Fault.STALE || reads == 0;
    if (onlyWrites) {
      return List.of(Deed.WRITE);
    }
    return writes == 0 ? List.of(Deed.READ) : List.of(Deed.READ, Deed.WRITE);
  }

  int most(Deed deed) {
    return deed == Deed.READ ? reads : writes;
  }

  /**
   * Whether a run that waits for it says so by its name. Without the ledger nothing goes forward,
   * and there is nowhere to say it.
   */
  boolean isTold() {
    return this == KUBERNETES || this == REGISTRY;
  }

  /** Whether words about an ill system name this one. */
  boolean isNamed(Fact.SystemIll ill) {
    String words = "%s: %s".formatted(ill.system(), ill.what()).toLowerCase(Locale.ROOT);
    return !told.isEmpty() && Pattern.compile(told).matcher(words).find();
  }

  /**
   * @throws IllegalArgumentException naming the known ones
   */
  public static Line of(String word) {
    return Worded.of(values(), word, "no proxy '%s'; there are %s, any");
  }
}
