package dev.slipway.fire.proxy;

import dev.slipway.evidence.Fact;
import dev.slipway.fire.proxy.Ended.Fate;
import dev.slipway.fire.stage.Waiting;
import dev.slipway.lab.faults.Fault;
import dev.slipway.testkit.invariant.RunStory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What must hold besides the invariants when a wire failed and nothing else was wrong. */
final class Verdict {
  /** A notice may be on its way for a while after its run has ended. */
  private static final Duration LATER = Duration.ofSeconds(100);

  /** The receiver has it, and the sender cannot know: the key tells the repeat. */
  private static final Set<Fault> UNKNOWING =
      EnumSet.of(
          Fault.RESET_AFTER,
          Fault.HALF,
          Fault.LATENCY,
          Fault.HOLE,
          Fault.LONG_HOLE,
          Fault.NONSENSE);

  private final List<Fate> fates;
  private final Front front;

  Verdict(List<Fate> fates, Front front) {
    this.fates = fates;
    this.front = front;
  }

  List<String> wrong(List<RunStory> runs) {
    List<String> wrong = new ArrayList<>();
    fates.stream()
        .filter(fate -> !fate.struck().isEmpty() && fate.pick().line().isTold())
        .forEach(fate -> wrong.addAll(told(fate)));
    for (RunStory run : runs) {
      wrong.addAll(slander(run));
      wrong.addAll(notices(run, "board", Line.WEBHOOK));
      wrong.addAll(notices(run, "post", Line.MAIL));
    }
    front.at(Line.KUBERNETES).watches().stream()
        .map(watch -> "a watch that no proxy slows: " + watch)
        .forEach(wrong::add);
    return wrong;
  }

  /** Nobody is called for one lost answer, and somebody is for an outage. */
  private static List<String> told(Fate fate) {
    Pick pick = fate.pick();
    if (pick.stays() && !fate.held()) {
      return List.of("nobody was told that %s is ill".formatted(pick.line().word()));
    }
    boolean blink = !pick.stays() && pick.fault().lasts().isZero();
    return blink && fate.held()
        ? List.of("a single answer put the run on hold: " + pick)
        : List.of();
  }

  /** Whoever is called ill was struck. */
  private List<String> slander(RunStory run) {
    return run.all(Fact.SystemIll.class).stream()
        .filter(
            ill ->
                fates.stream()
                    .noneMatch(fate -> !fate.struck().isEmpty() && fate.pick().line().isNamed(ill)))
        .map(ill -> "%s calls %s ill: %s".formatted(run.run(), ill.system(), ill.what()))
        .toList();
  }

  /** What the ledger calls delivered is there, and once unless its answer was lost. */
  private List<String> notices(RunStory run, String receiver, Line line) {
    long told =
        run.all(Fact.NoticeSent.class).stream()
            .filter(sent -> sent.receiver().equals(receiver) && sent.delivered())
            .count();
    boolean there =
        Waiting.within(LATER, () -> new LinkedHashSet<>(keys(run, line)).size() >= told);
    List<String> wrong = new ArrayList<>();
    if (!there) {
      wrong.add(
          "%d notices to %s are told of as delivered and there are %s"
              .formatted(told, receiver, keys(run, line)));
    }
    List<String> keys = keys(run, line);
    boolean repeats = new LinkedHashSet<>(keys).size() < keys.size();
    if (repeats && !mayRepeat(line)) {
      wrong.add("%s got a notice twice: %s".formatted(receiver, keys));
    }
    return wrong;
  }

  private List<String> keys(RunStory run, Line line) {
    String name = run.run().value();
    return line == Line.MAIL ? front.receivers().mailed(name) : front.receivers().posted(name);
  }

  /** An answer was lost on the way from the receiver, or from the ledger or Temporal to us. */
  private boolean mayRepeat(Line line) {
    return fates.stream()
        .filter(fate -> !fate.struck().isEmpty())
        .filter(fate -> fate.pick().line() == line || fate.pick().line() == Line.TEMPORAL)
        .anyMatch(fate -> UNKNOWING.contains(fate.pick().fault()));
  }
}
