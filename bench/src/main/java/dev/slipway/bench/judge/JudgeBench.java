package dev.slipway.bench.judge;

import dev.slipway.bench.result.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** False alarms, power and time to verdict of the judge. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "False alarms of the judge on equal versions, looked at every second for ten minutes; power"
          + " and time to verdict for worse ones; beside a rank test and a plain threshold on the"
          + " same answers.",
      "50 requests/s, 0.5 % of them bad, 20 % (and 5 %) to the canary; plain, and over-dispersed:"
          + " bursts of traffic and errors on both sides, answers of a pod and second that hang"
          + " together, pods that differ."
    })
public final class JudgeBench implements Runnable {
  @Option(
      names = "--analyses",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Analyses of equal versions, of each kind of traffic.")
  private int analyses = 10_000;

  @Option(
      names = "--worse",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Analyses of worse versions, of each kind of traffic and each difference.")
  private int worse = 1_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed makes other traffic.")
  private long seed = 1;

  @Option(names = "--json", description = "One line of JSON instead of the table.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What a worse canary does more often, in percentage points. */
  private record Worse(String words, double excess) {}

  private static final List<Worse> DIFFERENCES =
      List.of(
          new Worse("0.5", 0.005),
          new Worse("1", 0.01),
          new Worse("5", 0.05),
          new Worse("50", 0.5));

  @Override
  public void run() {
    if (analyses < 1 || worse < 1) {
      throw new ParameterException(spec.commandLine(), "--analyses and --worse are 1 or more");
    }
    Measured.print(spec.commandLine().getOut(), json, "judge", measure(seed, analyses, worse));
  }

  static List<Measured> measure(long seed, int analyses, int worse) {
    List<Measured> found = new ArrayList<>();
    equal(found, "plain", Traffic.plain(0.2), seed, analyses);
    equal(found, "bursty", Traffic.overDispersed(0.2), seed, analyses);
    for (Worse one : DIFFERENCES) {
      unequal(found, "plain +" + one.words(), Traffic.plain(0.2), one.excess(), seed, worse);
      unequal(
          found, "bursty +" + one.words(), Traffic.overDispersed(0.2), one.excess(), seed, worse);
    }
    unequal(found, "plain 5% canary +5", Traffic.plain(0.05), 0.05, seed, worse);
    return found;
  }

  private static void equal(
      List<Measured> found, String name, Traffic traffic, long seed, int analyses) {
    List<Looks> all = play(traffic, 0, seed, analyses);
    found.add(Measured.of(name + " equal analyses", analyses));
    found.add(share(name + " equal false alarms", all, one -> one.failed() > 0));
    found.add(share(name + " equal passed", all, one -> one.passed() > 0));
    middle(found, name + " equal s to pass", all, Looks::passed);
    found.add(share(name + " equal rank test once", all, Looks::rank));
    found.add(share(name + " equal rank test each point", all, Looks::rankPeeking));
    found.add(share(name + " equal threshold", all, Looks::threshold));
  }

  private static void unequal(
      List<Measured> found, String name, Traffic traffic, double excess, long seed, int analyses) {
    List<Looks> all = play(traffic, excess, seed, analyses);
    List<Looks> caught = all.stream().filter(one -> one.failed() > 0).toList();
    found.add(share(name + " failed", all, one -> one.failed() > 0));
    middle(found, name + " s median", all, Looks::failed);
    if (!caught.isEmpty()) {
      List<Double> times = caught.stream().map(one -> (double) one.failed()).toList();
      found.add(Measured.of(name + " s p90", Measured.quantile(times, 0.9)));
    }
    middle(found, name + " bad answers median", caught, Looks::bad);
    found.add(share(name + " rank test once", all, Looks::rank));
    found.add(share(name + " threshold", all, Looks::threshold));
    middle(found, name + " threshold s median", all, Looks::thresholdAt);
  }

  private static List<Looks> play(Traffic traffic, double excess, long seed, int analyses) {
    return LongStream.range(0, analyses)
        .mapToObj(analysis -> Looks.of(traffic.play(seed * 1_000_003 + analysis, excess)))
        .toList();
  }

  /** In percent. */
  private static Measured share(String name, List<Looks> all, Predicate<Looks> what) {
    return Measured.of(name + " %", 100.0 * all.stream().filter(what).count() / all.size());
  }

  /** Of those which came to it; nothing when none did. */
  private static void middle(
      List<Measured> found, String name, List<Looks> all, ToIntFunction<Looks> what) {
    List<Double> reached =
        all.stream().mapToInt(what).filter(value -> value > 0).mapToObj(v -> (double) v).toList();
    if (!reached.isEmpty()) {
      found.add(Measured.of(name, Measured.median(reached)));
    }
  }
}
