package dev.slipway.fire.proxy;

import dev.slipway.evidence.Fact;
import dev.slipway.fire.kill.Staging;
import dev.slipway.fire.kill.Tale;
import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.FireFailure;
import dev.slipway.fire.stage.Jars;
import dev.slipway.fire.stage.Waiting;
import dev.slipway.lab.Lab;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.ledger.read.Told;
import dev.slipway.name.RunId;
import dev.slipway.testkit.invariant.RunStory;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One crew behind the proxies, and rounds in which picks strike it. */
final class Siege implements AutoCloseable {
  /** Longer than every budget of the documents and every time limit of a request. */
  private static final Duration TOLD = Duration.ofMinutes(4);

  /** For systems of which no run tells. */
  private static final Duration UNTOLD = Duration.ofSeconds(45);

  private final Front front;
  private final Crew crew;
  private final Staging staging;
  private final Duration hole;

  /**
   * @param hole how long ten minutes are
   */
  Siege(Lab lab, Path root, Duration hole) {
    Path home = lab.state().resolve("fire");
    this.hole = hole;
    front = new Front(lab, home);
    crew = new Crew(lab, Jars.in(root), home, front.wires());
    staging = new Staging(crew);
  }

  /** A round that could not be played to its end is one that failed. */
  Ended play(Tale tale, List<Pick> picks) {
    Map<Pick, Integer> before = new LinkedHashMap<>();
    picks.forEach(pick -> before.put(pick, front.at(pick.line()).struck().size()));
    List<Thread> nurses = new ArrayList<>();
    try {
      Staging.Told told =
          staging.play(
              tale, run -> strike(picks, run, nurses), () -> nurses.forEach(Thread::interrupt));
      front.calm();
      List<Ended.Fate> fates = fates(before, told.runs());
      List<String> wrong = new ArrayList<>(told.wrong());
      wrong.addAll(new Verdict(fates, front).wrong(told.runs()));
      String ends = ends(told.runs());
      astray(tale, ends).ifPresent(wrong::add);
      return new Ended(tale.word(), ends, told.effects(), fates, wrong, told.seconds());
    } catch (FireFailure failure) {
      List<String> wrong = List.of(String.valueOf(failure.getMessage()));
      return new Ended(tale.word(), "STUCK", 0, fates(before, List.of()), wrong, 0);
    } finally {
      nurses.forEach(Thread::interrupt);
      front.calm();
    }
  }

  private static Optional<String> astray(Tale tale, String ends) {
    return tale.ends().contains(ends)
        ? Optional.empty()
        : Optional.of(
            "it ended %s because of a wire, and its story %s"
                .formatted(ends, String.join(" or ", tale.ends())));
  }

  private void strike(List<Pick> picks, RunId run, List<Thread> nurses) {
    for (Pick pick : picks) {
      front.at(pick.line()).arm(pick.strike(hole));
      if (pick.stays()) {
        nurses.add(Thread.ofVirtual().start(() -> heal(pick, run)));
      }
    }
  }

  /** A system that stays ill gets well when somebody has been told, or when nobody is any more. */
  private void heal(Pick pick, RunId run) {
    int before = front.at(pick.line()).struck().size();
    boolean struck = Waiting.within(TOLD, () -> front.at(pick.line()).struck().size() > before);
    Duration limit = pick.line().isTold() ? TOLD : UNTOLD;
    // whether it was told is the verdict's to say
    boolean unused = struck && Waiting.within(limit, () -> isTold(pick, facts(run)));
    front.at(pick.line()).calm();
  }

  private List<Fact> facts(RunId run) {
    try {
      return new Timeline(crew.ledger())
          .after(run, 0, 10_000).stream()
              .map(Told::fact)
              .filter(java.util.Objects::nonNull)
              .toList();
    } catch (ApplicationFailure away) {
      return List.of();
    }
  }

  private static boolean isTold(Pick pick, List<Fact> facts) {
    return facts.stream()
        .anyMatch(fact -> fact instanceof Fact.SystemIll ill && pick.line().isNamed(ill));
  }

  private List<Ended.Fate> fates(Map<Pick, Integer> before, List<RunStory> runs) {
    List<Ended.Fate> fates = new ArrayList<>();
    before.forEach(
        (pick, number) -> {
          List<String> struck = front.at(pick.line()).struck();
          fates.add(
              new Ended.Fate(
                  pick,
                  struck.subList(number, struck.size()),
                  runs.stream().anyMatch(run -> isTold(pick, run.facts()))));
        });
    return fates;
  }

  private static String ends(List<RunStory> runs) {
    return runs.stream()
        .map(run -> run.end() == null ? "OPEN" : run.end().state().name())
        .collect(Collectors.joining("+"));
  }

  @Override
  public void close() {
    staging.close();
    front.close();
  }
}
