package dev.slipway.fire;

import dev.slipway.fire.kill.KillOptions;
import dev.slipway.fire.kill.Sum;
import dev.slipway.fire.proxy.ProxyOptions;
import dev.slipway.fire.seed.Kept;
import dev.slipway.fire.seed.Races;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.ScheduleText;
import dev.slipway.fire.seed.Schedules;
import dev.slipway.fire.seed.Undisturbed;
import dev.slipway.fire.site.Play;
import dev.slipway.testkit.invariant.Invariant;
import dev.slipway.testkit.invariant.RunStory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays schedules of faults, kills and messages, and says what did not hold. */
@Command(
    name = "fire",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Plays releases on the practice site under virtual time while systems fail, workers die and"
          + " people interfere, and checks what must hold however it goes.",
      "A number (seed) gives one schedule; the same number gives it again."
    })
final class FireCommand implements Callable<Integer> {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many schedules to play, one after the other number.")
  private int seeds = 1;

  @Option(
      names = "--first",
      paramLabel = "SEED",
      description = "The first number; otherwise one by the clock.")
  private @Nullable Long first;

  @Option(
      names = "--schedule",
      paramLabel = "LINE",
      description = "Plays this one schedule, as a failing seed prints it.")
  private @Nullable String line;

  @Option(names = "--kept", description = "Plays every schedule that ever failed, too.")
  private boolean kept;

  @Option(
      names = "--races",
      paramLabel = "N",
      description = "Plays all orders of up to N words at one moment instead, 1 to 7.")
  private @Nullable Integer races;

  // a play waits now and then for Temporal to forget something, and then a core has nothing to do
  @Option(
      names = "--jobs",
      description = "How many to play beside each other (default: three a core).")
  private int jobs = 3 * Runtime.getRuntime().availableProcessors();

  @Option(names = "--verbose", description = "Shows each schedule before it is played.")
  private boolean verbose;

  @Option(names = "--json", description = "The last line is a JSON summary.")
  private boolean json;

  @Option(names = "--invariants", description = "Says what must hold, and plays nothing.")
  private boolean invariants;

  @Option(
      names = "--show",
      paramLabel = "SCENARIO",
      description = "Plays one scenario undisturbed and shows what its runs tell.")
  private @Nullable String show;

  @Option(
      names = "--learn",
      paramLabel = "FILE",
      description = "Plays all scenarios undisturbed and writes the points that seeds strike.")
  private @Nullable Path learn;

  @Mixin private KillOptions kills = new KillOptions();

  @Mixin private ProxyOptions proxies = new ProxyOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    boolean held = true;
    if (invariants) {
      explain(out);
    } else if (kills.asked() || proxies.asked()) {
      return inLab(out);
    } else if (show != null) {
      show(out, scenario(show));
    } else if (learn != null) {
      Learning.write(learn);
    } else {
      held = fire(out);
    }
    out.flush();
    return held ? 0 : 1;
  }

  private int inLab(PrintWriter out) {
    CommandLine words = Objects.requireNonNull(spec).commandLine();
    if (!InLab.isHere()) {
      return InLab.again(words.getParseResult().originalArgs());
    }
    try {
      return proxies.asked() ? strike(out) : kill(out);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(words, unknown.getMessage(), unknown);
    }
  }

  private int kill(PrintWriter out) {
    Sum sum = kills.play(out, InLab.root());
    return said(out, sum.held(), sum.sentence(), sum.json());
  }

  private int strike(PrintWriter out) {
    var sum = proxies.play(out, InLab.root(), kills);
    return said(out, sum.held(), sum.sentence(), sum.json());
  }

  private int said(PrintWriter out, boolean held, String sentence, String summary) {
    out.println(sentence);
    if (json) {
      out.println(summary);
    }
    out.flush();
    return held ? 0 : 1;
  }

  private boolean fire(PrintWriter out) {
    // a JVM that has just started is so slow that moments of a schedule come before what they meet
    var unused = Play.play(new Schedule(0, Scenario.ALL_GOOD, false, List.of()));
    Barrage.Sum sum =
        new Barrage(out, jobs, verbose, Invariant::violated)
            .fire(schedules(out), kills.limit().orElse(Barrage.TO_THE_END));
    out.println(sum.sentence());
    if (json) {
      out.println(sum.json());
    }
    return sum.failed().isEmpty();
  }

  private List<Schedule> schedules(PrintWriter out) {
    if (line != null) {
      return List.of(schedule(line));
    }
    if (races != null) {
      return Races.upTo(races);
    }
    List<Schedule> all = new ArrayList<>(kept ? Kept.all() : List.of());
    long from = first == null ? System.currentTimeMillis() : first;
    out.println("seeds %d to %d, and %d kept".formatted(from, from + seeds - 1, all.size()));
    Schedules dice = new Schedules(Undisturbed.kept()::points);
    LongStream.range(from, from + seeds).mapToObj(dice::of).forEach(all::add);
    return all;
  }

  private Schedule schedule(String text) {
    try {
      return ScheduleText.read(0, text);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), wrong.getMessage(), wrong);
    }
  }

  private static void explain(PrintWriter out) {
    for (Invariant one : Invariant.values()) {
      out.println(one.name().toLowerCase(Locale.ROOT) + ": " + one.sentence());
    }
  }

  private Scenario scenario(String word) {
    try {
      return Scenario.of(word);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), unknown.getMessage(), unknown);
    }
  }

  private static void show(PrintWriter out, Scenario scenario) {
    Play.Played played = Play.play(new Schedule(0, scenario, false, List.of()));
    played.testimony().runs().forEach(run -> tell(out, run));
    played.passed().forEach(point -> out.println("passed " + point));
  }

  private static void tell(PrintWriter out, RunStory run) {
    run.facts().forEach(fact -> out.println(run.run() + " " + fact.sentence()));
    out.println(run.run() + " ended " + run.end());
  }
}
