package dev.slipway.fire.proxy;

import dev.slipway.fire.kill.KillOptions;
import dev.slipway.lab.Lab;
import dev.slipway.lab.faults.Fault;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words with which faults on the wire are asked for. */
public final class ProxyOptions {
  private static final String ANY = "any";
  private static final String EVERY = "every";
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @Option(
      names = "--proxy",
      paramLabel = "SYSTEM",
      description =
          "Makes the wire to a real system fail on the lab instead: kubernetes, registry, ledger,"
              + " temporal, webhook, mail, or any (all of them in each round). Needs the lab up,"
              + " and the jars of worker and API.")
  private @Nullable String proxy;

  @Option(
      names = "--fault",
      paramLabel = "WORD",
      description =
          "latency, 429, 409, 500, 503, reset-before, reset-after, half, wrong-json, expired,"
              + " hole-30s, hole-10m, stale; any by chance, every one once, or picks as they are"
              + " printed, with commas between those of one round and semicolons between rounds (default: ${DEFAULT-VALUE}).")
  private String fault = ANY;

  @Option(names = "--in-full", description = "hole-10m lasts ten minutes instead of 100 seconds.")
  private boolean full;

  /** Whether faults on the wire are asked for. */
  public boolean asked() {
    return proxy != null;
  }

  /**
   * @param shared scenario, seed and time
   * @throws IllegalArgumentException when a word is not known; the message names the known ones
   * @throws dev.slipway.fire.stage.FireFailure when the lab or a jar is missing
   */
  public Sum play(PrintWriter out, Path root, KillOptions shared) {
    List<Line> lines =
        ANY.equals(proxy) ? List.of(Line.values()) : List.of(Line.of(String.valueOf(proxy)));
    Duration hole = full ? TEN_MINUTES : Assault.SHORT_HOLE;
    Assault assault = new Assault(Lab.running(), root, hole, out);
    if (fault.contains(" ")) {
      return assault.play(
          shared.tale(), Arrays.stream(fault.split(";", -1)).map(Pick::list).toList());
    }
    long seed = shared.number();
    out.println("seed " + seed);
    if (EVERY.equals(fault)) {
      return assault.play(shared.tale(), Rounds.every(lines, new Random(seed)));
    }
    Fault one = ANY.equals(fault) ? null : Fault.of(fault);
    return assault.byChance(new Assault.Order(shared.tale(), lines, one, seed, shared.time()));
  }
}
