package dev.slipway.bench.bare;

import dev.slipway.bench.result.Measured;
import dev.slipway.fire.InLab;
import dev.slipway.lab.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares how many releases and how many bare workflows a server gets done. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Releases of three services whose activities do nothing, against bare workflows with as many"
          + " activities, children and signals, by one worker on one server: the lab's, or another."
    })
public final class ThroughputBench implements Callable<Integer> {
  @Option(
      names = "--temporal",
      paramLabel = "HOST:PORT",
      description = "A Temporal of yours; otherwise the lab's, which must be up.")
  private @Nullable String temporal;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long each side is measured at a time (default: ${DEFAULT-VALUE}).")
  private int seconds = 30;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "How many run beside each other (default: ${DEFAULT-VALUE}).")
  private int lanes = 4;

  @Option(names = "--json", description = "One line of JSON instead of the table.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (temporal == null && !InLab.isHere()) {
      return InLab.again(spec.commandLine().getParseResult().originalArgs());
    }
    String address = temporal == null ? Lab.running().temporal() : temporal;
    String name = "b" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    try (Bed bed = new Bed(address, name)) {
      measure(bed);
    }
    return 0;
  }

  private void measure(Bed bed) {
    Shape shape = bed.shape();
    bed.startLocks(lanes);
    Lanes road = new Lanes(lanes, Duration.ofSeconds(seconds));
    List<Double> slipway = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double ours = road.run(bed::release);
      double theirs = road.run(lane -> bed.bare(shape, lane));
      // the first round warms both up
      if (round > 0) {
        slipway.add(ours);
        bare.add(theirs);
        ratios.add(ours / theirs);
      }
    }
    tell(
        List.of(
            Measured.of("lanes", lanes),
            Measured.of("activities each", shape.activities()),
            Measured.of("releases/s", Measured.median(slipway)),
            Measured.of("bare workflows/s", Measured.median(bare)),
            Measured.of("ratio", Measured.median(ratios)),
            Measured.of("goal", 0.9)));
  }

  private void tell(List<Measured> measured) {
    Measured.print(spec.commandLine().getOut(), json, "throughput", measured);
  }
}
