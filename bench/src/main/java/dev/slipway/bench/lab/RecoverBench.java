package dev.slipway.bench.lab;

import dev.slipway.bench.result.Measured;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.fire.InLab;
import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.FireFailure;
import dev.slipway.fire.stage.Jars;
import dev.slipway.lab.Lab;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunEnd;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills the worker in the middle of a release and times how it goes on. */
@Command(
    name = "recover",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "On the lab: the worker is killed while it watches three Deployments roll, and started again at"
          + " once. From its first poll to the next activity that comes to an end, beyond the ten"
          + " seconds after which Temporal misses a heartbeat. Needs the lab up, and the jars of"
          + " worker and API."
    })
public final class RecoverBench implements Callable<Integer> {
  /** The time-out of a watch's heartbeat: until then nobody knows that its worker is dead. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String POLLS = "polling as";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How many kills (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--json", description = "One line of JSON instead of the table.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<Double> whole = new ArrayList<>();
  private final List<Double> start = new ArrayList<>();
  private final List<Double> polled = new ArrayList<>();
  private final List<Double> beyond = new ArrayList<>();

  @Override
  public Integer call() {
    if (!InLab.isHere()) {
      return InLab.again(spec.commandLine().getParseResult().originalArgs());
    }
    Lab lab = Lab.running();
    try (Crew crew = Crew.unwatched(lab, Jars.in(InLab.root()), lab.state().resolve("bench"));
        Fleet fleet = Fleet.prepared(crew, 3, "")) {
      for (int round = 1; round <= rounds; round++) {
        kill(crew, fleet, round);
      }
    }
    Measured.print(
        spec.commandLine().getOut(),
        json,
        "recover",
        List.of(
            Measured.of("kills", rounds),
            Measured.of("kill to effect s", Measured.median(whole)),
            Measured.of("kill to first poll s", Measured.median(start)),
            Measured.of("first poll to effect s", Measured.median(polled)),
            Measured.of("beyond time-outs s", Measured.median(beyond)),
            Measured.of("beyond time-outs worst s", Collections.max(beyond)),
            Measured.of("goal s", 3)));
    return 0;
  }

  private void kill(Crew crew, Fleet fleet, int round) {
    String version = "v1.%d.0-slow4".formatted(round);
    fleet.push(version);
    String run = "%s-%d".formatted(crew.name(), round);
    String workflow = fleet.release(run, version);
    await("the change of a workload", () -> has(crew, run, "WorkloadChange"));
    int lives = polls(crew).size();
    Instant killed = Instant.now();
    crew.worker().kill();
    await("the first poll of the next worker", () -> polls(crew).size() > lives);
    Instant poll = polls(crew).getLast();
    await("the next effect", () -> effect(crew, run, fleet, poll).isPresent());
    Instant effect = effect(crew, run, fleet, poll).orElseThrow();
    Instant due = killed.plus(HEARTBEAT).isAfter(poll) ? killed.plus(HEARTBEAT) : poll;
    whole.add(seconds(killed, effect));
    start.add(seconds(killed, poll));
    polled.add(seconds(poll, effect));
    beyond.add(Math.max(0, seconds(due, effect)));
    finish(crew, workflow);
  }

  private static void finish(Crew crew, String workflow) {
    try {
      var unused =
          crew.temporal()
              .newUntypedWorkflowStub(workflow)
              .getResult(LIMIT.toSeconds(), TimeUnit.SECONDS, RunEnd.class);
    } catch (TimeoutException late) {
      throw new FireFailure("the release did not end after the kill", late);
    }
  }

  /** When each worker so far began to poll, as its log says. */
  private static List<Instant> polls(Crew crew) {
    try (Stream<String> lines = Files.lines(crew.worker().log())) {
      return lines
          .filter(line -> line.contains(POLLS))
          .map(line -> OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean has(Crew crew, String run, String activity) {
    return events(crew, WorkflowIds.rollout(RunId.of(run), ServiceName.of("s1"), 1))
        .anyMatch(
            event ->
                event
                    .getActivityTaskScheduledEventAttributes()
                    .getActivityType()
                    .getName()
                    .equals(activity));
  }

  /** The first activity of any of the run's workflows that came to its end after a moment. */
  private static Optional<Instant> effect(Crew crew, String run, Fleet fleet, Instant after) {
    return fleet.services().stream()
        .map(service -> WorkflowIds.rollout(RunId.of(run), ServiceName.of(service), 1))
        .flatMap(workflow -> events(crew, workflow))
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
        .map(RecoverBench::at)
        .filter(at -> at.isAfter(after))
        .min(Comparator.naturalOrder());
  }

  private static Stream<HistoryEvent> events(Crew crew, String workflow) {
    try {
      return crew.temporal().fetchHistory(workflow).getHistory().getEventsList().stream();
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Stream.empty();
      }
      throw refused;
    }
  }

  private static Instant at(HistoryEvent event) {
    return Instant.ofEpochSecond(
        event.getEventTime().getSeconds(), event.getEventTime().getNanos());
  }

  private static void await(String what, Callable<Boolean> condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > end) {
          throw new FireFailure("%s did not come within %s".formatted(what, LIMIT));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    } catch (FireFailure failure) {
      throw failure;
    } catch (Exception cause) {
      throw new FireFailure(what + " cannot be seen", cause);
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
