package dev.slipway.bench.lab;

import dev.slipway.bench.result.Measured;
import dev.slipway.fire.InLab;
import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.FireFailure;
import dev.slipway.fire.stage.Jars;
import dev.slipway.lab.Lab;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times a release against the script that people write without Slipway. */
@Command(
    name = "overhead",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "On the lab: five Deployments brought to a new version by Slipway, by a script with kubectl set"
          + " image and kubectl rollout status one after the other, and by the same script in"
          + " parallel. Needs the lab up, and the jars of worker and API."
    })
public final class OverheadBench implements Callable<Integer> {
  private static final long LIMIT_SECONDS = 300;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--services",
      paramLabel = "N",
      description = "How many Deployments (default: ${DEFAULT-VALUE}).")
  private int services = 5;

  @Option(names = "--json", description = "One line of JSON instead of the table.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<Double> slipway = new ArrayList<>();
  private final List<Double> inTurn = new ArrayList<>();
  private final List<Double> together = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!InLab.isHere()) {
      return InLab.again(spec.commandLine().getParseResult().originalArgs());
    }
    Lab lab = Lab.running();
    try (Crew crew = Crew.unwatched(lab, Jars.in(InLab.root()), lab.state().resolve("bench"));
        Fleet fleet = Fleet.prepared(crew, services, "")) {
      // the first release of a fresh worker warms it up, as the first kubectl warms the disk
      var unused = release(crew, fleet, 0);
      for (int round = 1; round <= rounds; round++) {
        slipway.add(release(crew, fleet, round));
        inTurn.add(script(fleet, "v1.%d.1".formatted(round), false));
        together.add(script(fleet, "v1.%d.2".formatted(round), true));
      }
    }
    tell(spec.commandLine().getOut());
    return 0;
  }

  private static double release(Crew crew, Fleet fleet, int round) {
    String version = "v1.%d.0".formatted(round);
    fleet.push(version);
    long begin = System.nanoTime();
    String workflow = fleet.release("%s-%d".formatted(crew.name(), round), version);
    try {
      RunEnd end =
          crew.temporal()
              .newUntypedWorkflowStub(workflow)
              .getResult(LIMIT_SECONDS, TimeUnit.SECONDS, RunEnd.class);
      if (end.state() != RunState.SUCCEEDED) {
        throw new FireFailure("the measured release ended " + end);
      }
    } catch (TimeoutException late) {
      throw new FireFailure("the measured release did not end", late);
    }
    return seconds(begin);
  }

  private static double script(Fleet fleet, String version, boolean parallel)
      throws IOException, InterruptedException {
    fleet.push(version);
    StringBuilder script = new StringBuilder("set -e\n");
    for (String service : fleet.services()) {
      String one =
          "kubectl -n %s set image deployment/%s %s=%s >/dev/null && kubectl -n %s rollout status deployment/%s >/dev/null"
              .formatted(
                  fleet.namespace(),
                  service,
                  service,
                  fleet.image(service, version),
                  fleet.namespace(),
                  service);
      script.append(parallel ? "(" + one + ") & all=\"$all $!\"\n" : one + "\n");
    }
    script.append(parallel ? "for one in $all; do wait $one; done\n" : "");
    long begin = System.nanoTime();
    Process process = new ProcessBuilder("sh", "-c", script.toString()).inheritIO().start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new FireFailure("the script with kubectl did not succeed");
    }
    return seconds(begin);
  }

  private static double seconds(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
  }

  private void tell(PrintWriter out) {
    double ours = Measured.median(slipway);
    double faster = Math.min(Measured.median(inTurn), Measured.median(together));
    Measured.print(
        out,
        json,
        "overhead",
        Arrays.asList(
            Measured.of("services", services),
            Measured.of("rounds", rounds),
            Measured.of("slipway s", ours),
            Measured.of("script in turn s", Measured.median(inTurn)),
            Measured.of("script in parallel s", Measured.median(together)),
            Measured.of("ratio to the faster", ours / faster),
            Measured.of("goal s", 1.05 * faster + 1)));
  }
}
