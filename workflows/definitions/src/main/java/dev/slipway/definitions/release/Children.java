package dev.slipway.definitions.release;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.rollout.RolloutReport;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.RolloutWorkflow;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts the children of a run with readable ids, and passes holds on to those in flight. */
final class Children {
  private final RunId run;
  private final EnvironmentName environment;
  private final Journal journal;
  private final Map<ServiceName, RolloutWorkflow> inFlight = new LinkedHashMap<>();
  private final Map<String, Integer> attempts = new LinkedHashMap<>();
  private final Map<ServiceName, List<String>> left = new LinkedHashMap<>();
  private long said;

  Children(RunId run, EnvironmentName environment, Journal journal) {
    this.journal = journal;
    this.run = run;
    this.environment = environment;
  }

  /** Runs one rollout to its end. */
  RolloutEnd rollout(RolloutStart start) {
    ServiceName service = start.service().service();
    int attempt = attempts.merge((start.back() ? "undo/" : "rollout/") + service, 1, Integer::sum);
    String id =
        start.back()
            ? WorkflowIds.undo(run, service, attempt)
            : WorkflowIds.rollout(run, service, attempt);
    RolloutWorkflow child =
        Workflow.newChildWorkflowStub(RolloutWorkflow.class, options(id, start));
    inFlight.put(service, child);
    try {
      return end(start, child, begin(child, start));
    } finally {
      inFlight.remove(service);
    }
  }

  /** Detached: a child that is cancelled would lose its report, so it is told to stop instead. */
  private static Promise<RolloutReport> begin(RolloutWorkflow child, RolloutStart start) {
    var box = new ArrayDeque<Promise<RolloutReport>>();
    Workflow.newDetachedCancellationScope(() -> box.add(Async.function(child::run, start))).run();
    return box.getLast();
  }

  private RolloutEnd end(
      RolloutStart start, RolloutWorkflow child, Promise<RolloutReport> running) {
    try {
      Workflow.await(running::isCompleted);
    } catch (CanceledFailure stop) {
      String why = why();
      Outcalls.quietly(() -> child.stop(why));
      Workflow.newDetachedCancellationScope(() -> Workflow.await(running::isCompleted)).run();
      said(start, running);
      throw stop;
    }
    return said(start, running);
  }

  /** In the words of whoever cancelled the scope; Temporal itself has none. */
  private static String why() {
    String said = CancellationScope.current().getCancellationReason();
    return said == null || said.isBlank() ? "its workflow was cancelled in Temporal" : said;
  }

  private RolloutEnd said(RolloutStart start, Promise<RolloutReport> ended) {
    try {
      RolloutReport report = ended.get();
      journal.passOn(report.unsaid());
      if (!start.lookOnly()) {
        left.put(start.service().service(), report.left());
      }
      journal.tell();
      return report.end();
    } catch (ChildWorkflowFailure failure) {
      return new RolloutEnd.Failed(new Trouble.Stopped("Temporal", ended(failure)));
    }
  }

  /** Not by itself: a person, or a limit of Temporal such as that of a history's length. */
  private static String ended(ChildWorkflowFailure failure) {
    return failure.getCause() instanceof ApplicationFailure
        ? Faults.words(failure)
        : "workflow %s was ended there, by a person or by a limit; its page says why"
            .formatted(failure.getExecution().getWorkflowId());
  }

  /** The end of the run as it is when something could not be put back as it was. */
  RunEnd honest(RunEnd end) {
    List<String> rest = left.values().stream().flatMap(List::stream).toList();
    if (rest.isEmpty()) {
      return end;
    }
    List<String> all = Stream.concat(end.leftToDo().stream(), rest.stream()).toList();
    return new RunEnd(RunState.NEEDS_ATTENTION, end.summary(), all);
  }

  /** Tells everything in flight to stop; each ends by itself and says so. */
  void stopAll(String why) {
    List.copyOf(inFlight.values()).forEach(child -> Outcalls.quietly(() -> child.stop(why)));
  }

  private ChildWorkflowOptions options(String id, RolloutStart start) {
    String what =
        "%s %s %s"
            .formatted(
                start.service().service(),
                start.lookOnly() ? "looked at, back at" : start.back() ? "back to" : "to",
                start.service().version());
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(TaskQueues.SLIPWAY)
        .setStaticSummary(what)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        .setTypedSearchAttributes(
            io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.ENVIRONMENT, environment.value())
                .set(SearchAttributes.RELEASE, run.value())
                .set(SearchAttributes.SERVICE, List.of(start.service().service().value()))
                .set(SearchAttributes.STATE, state(start).name())
                .build())
        .build();
  }

  private static RunState state(RolloutStart start) {
    if (start.lookOnly()) {
      return RunState.VERIFYING;
    }
    return start.back() ? RunState.COMPENSATING : RunState.ROLLING_OUT;
  }

  /** By the clock, because a run that was reset would count from an earlier number again. */
  private long next() {
    said = Math.max(said + 1, Workflow.currentTimeMillis());
    return said;
  }

  void hold(String why) {
    long number = next();
    List.copyOf(inFlight.values())
        .forEach(child -> Outcalls.quietly(() -> child.hold(why, number)));
  }

  void resume() {
    long number = next();
    List.copyOf(inFlight.values()).forEach(child -> Outcalls.quietly(child::resume, number));
  }
}
