package dev.slipway.bench.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.bench.result.Measured;
import dev.slipway.fire.InLab;
import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.Door;
import dev.slipway.fire.stage.FireFailure;
import dev.slipway.fire.stage.Jars;
import dev.slipway.lab.Lab;
import dev.slipway.ledger.read.RunFilter;
import dev.slipway.ledger.read.Runs;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.release.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets many releases wait for an approval, and measures what that costs. */
@Command(
    name = "idle",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "On the lab: so many releases wait at a gate; memory of worker and API, how long show, list and"
          + " approve take then, and how long an emergency stop takes to bring all of them down."
          + " Needs the lab up, and the jars of worker and API."
    })
public final class IdleBench implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SAMPLES = 200;
  private static final int STARTERS = 4;
  private static final Duration LIMIT = Duration.ofHours(3);

  @Option(
      names = "--releases",
      paramLabel = "N",
      description = "How many releases wait (default: ${DEFAULT-VALUE}).")
  private int releases = 1000;

  @Option(names = "--json", description = "One line of JSON instead of the table.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!InLab.isHere()) {
      return InLab.again(spec.commandLine().getParseResult().originalArgs());
    }
    Lab lab = Lab.running();
    try (Crew crew = Crew.unwatched(lab, Jars.in(InLab.root()), lab.state().resolve("bench"));
        Fleet fleet = Fleet.prepared(crew, 1, "  approval: {quorum: 2, expiry: 24h}\n")) {
      Measured.print(spec.commandLine().getOut(), json, "idle", measure(crew, fleet));
    }
    return 0;
  }

  private List<Measured> measure(Crew crew, Fleet fleet) {
    double worker = memory("worker");
    double api = memory("api");
    long begin = System.nanoTime();
    startAll(crew, fleet);
    await("gates", () -> count(crew, fleet, RunState.AWAITING_APPROVAL) >= releases);
    double opening = seconds(begin);
    List<Measured> all =
        new ArrayList<>(
            List.of(
                Measured.of("releases", releases),
                Measured.of("started and planned s", opening),
                Measured.of("worker MiB before", worker),
                Measured.of("worker MiB", memory("worker")),
                Measured.of("api MiB before", api),
                Measured.of("api MiB", memory("api"))));
    all.addAll(answers(crew));
    all.add(Measured.of("all down s", stop(crew, fleet)));
    return all;
  }

  private void startAll(Crew crew, Fleet fleet) {
    fleet.push("v1.1.0");
    ExecutorService pool = Executors.newFixedThreadPool(STARTERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < releases; i++) {
        String run = run(crew, i);
        all.add(pool.submit(() -> fleet.release(run, "v1.1.0")));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException refused) {
      throw new FireFailure("a release could not be started", refused.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      pool.shutdownNow();
    }
  }

  private static String run(Crew crew, int number) {
    return "%s-%d".formatted(crew.name(), number);
  }

  private List<Measured> answers(Crew crew) {
    Door bob = crew.person("bob", "approver");
    List<Double> show = new ArrayList<>();
    List<Double> list = new ArrayList<>();
    List<Double> approve = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      String path = "/releases/" + run(crew, i % releases);
      show.add(millis(() -> bob.get(path)));
      list.add(millis(() -> bob.get("/releases?limit=50")));
    }
    for (int i = 0; i < Math.min(SAMPLES, releases); i++) {
      String path = "/releases/" + run(crew, i);
      ObjectNode vote =
          JSON.createObjectNode()
              .put("choice", "approve")
              .put("reason", "measured")
              .put("planHash", bob.get(path + "/plan").body().path("hash").asText());
      approve.add(millis(() -> bob.post(path + "/votes", vote)));
    }
    return List.of(
        Measured.of("show p50 ms", Measured.median(show)),
        Measured.of("show p99 ms", Measured.quantile(show, 0.99)),
        Measured.of("list p50 ms", Measured.median(list)),
        Measured.of("list p99 ms", Measured.quantile(list, 0.99)),
        Measured.of("approve p50 ms", Measured.median(approve)),
        Measured.of("approve p99 ms", Measured.quantile(approve, 0.99)));
  }

  private static double millis(Callable<Door.Answer> call) {
    long begin = System.nanoTime();
    try {
      var unused = call.call().orFail("a measured call");
    } catch (FireFailure failure) {
      throw failure;
    } catch (Exception cause) {
      throw new FireFailure("a measured call failed", cause);
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double stop(Crew crew, Fleet fleet) {
    ObjectNode order = JSON.createObjectNode().put("reason", "measured").put("toStable", true);
    long begin = System.nanoTime();
    var unused =
        crew.admin()
            .post("/environments/" + fleet.environment() + "/stop", order)
            .orFail("the stop");
    await("the end of all", () -> open(crew, fleet) == 0);
    return seconds(begin);
  }

  private static int count(Crew crew, Fleet fleet, RunState state) {
    return pages(crew, fleet, state, null);
  }

  private static int open(Crew crew, Fleet fleet) {
    return pages(crew, fleet, null, true);
  }

  private static int pages(
      Crew crew, Fleet fleet, @Nullable RunState state, @Nullable Boolean open) {
    Runs runs = new Runs(crew.ledger());
    EnvironmentName environment = EnvironmentName.of(fleet.environment());
    int sum = 0;
    @Nullable RunId before = null;
    while (true) {
      var page = runs.list(new RunFilter(environment, null, state, open, before, 500));
      sum += page.size();
      if (page.size() < 500) {
        return sum;
      }
      before = page.getLast().run();
    }
  }

  /** Resident memory of the process of ours that runs this jar. */
  private static double memory(String module) {
    return ProcessHandle.current()
        .children()
        .filter(one -> one.info().commandLine().orElse("").contains("slipway-" + module + "-"))
        .mapToDouble(one -> resident(one.pid()))
        .sum();
  }

  private static double resident(long process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .sum();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new FireFailure("%s did not come within %s".formatted(what, LIMIT));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private static double seconds(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
  }
}
