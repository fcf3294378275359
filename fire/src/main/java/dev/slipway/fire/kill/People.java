package dev.slipway.fire.kill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.evidence.Fact;
import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.Door;
import dev.slipway.fire.stage.FireFailure;
import dev.slipway.fire.stage.Waiting;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.ledger.read.Told;
import dev.slipway.name.RunId;
import dev.slipway.release.RunEnd;
import dev.slipway.testkit.invariant.RunStory;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does and says what a tale wants, through the API, and waits for what comes of it. */
final class People {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final Crew crew;
  private final Cast cast;
  private final Ground ground;
  private final String round;
  private final int turn;
  private final Map<RunId, String> started = new LinkedHashMap<>();
  private final Map<RunId, RunEnd> ends = new LinkedHashMap<>();

  /**
   * @param round name of the environment and beginning of every run's name
   * @param turn a number that no other round of this crew has: makes versions new
   */
  People(Crew crew, Cast cast, Ground ground, String round, int turn) {
    this.crew = crew;
    this.cast = cast;
    this.ground = ground;
    this.round = round;
    this.turn = turn;
  }

  /** Registers the environment of this round. */
  void settle(boolean gate) {
    settle(gate, Patience.SHORT);
  }

  void settle(boolean gate, Patience patience) {
    String text =
        Ground.text("documents.yaml")
            .replace("${ENVIRONMENT}", round)
            .replace("${SITE}", crew.name())
            .replace("${NAMESPACE}", ground.namespace())
            .replace("${REGISTRY}", crew.wires().seen().registry())
            .replace("${RECEIVERS}", crew.wires().receivers())
            .replace("${BUDGET}", patience.budget())
            .replace("${HOLD}", patience.hold())
            .replace("${ROLLOUT}", patience.rollout())
            .replace("${APPROVAL}", gate ? "  approval: {quorum: 1, expiry: 10m}" : "");
    var unused = crew.admin().post("/documents", text, "application/yaml").orFail("the documents");
  }

  /**
   * @param suffixes what the new pods of catalog, orders and web do
   */
  void release(String run, List<String> suffixes) {
    RunId id = id(run);
    ObjectNode body =
        JSON.createObjectNode()
            .put("run", id.value())
            .put("environment", round)
            .put("reason", "under fire");
    var services = body.putArray("services");
    for (int i = 0; i < suffixes.size(); i++) {
      String version = "v1.%d.%d%s".formatted(turn, started.size(), suffixes.get(i));
      ground.push(Ground.SERVICES.get(i), version);
      services.addObject().put("service", Ground.SERVICES.get(i)).put("version", version);
    }
    var unused = cast.ann().post("/releases", body).orFail("the release");
    started.put(id, WorkflowIds.release(id));
  }

  /** Waits for the gate and says yes; nothing when the run ended before. */
  void approve(String run) {
    await(run, Fact.GateOpened.class);
    Door.Answer plan = cast.bob().get("/releases/" + id(run) + "/plan");
    if (ends.containsKey(id(run)) || !plan.good()) {
      return;
    }
    ObjectNode vote =
        JSON.createObjectNode()
            .put("choice", "approve")
            .put("reason", "under fire")
            .put("planHash", plan.body().path("hash").asText());
    var unused = cast.bob().post("/releases/" + id(run) + "/votes", vote);
  }

  /** An order that may come too late. */
  void order(String run, String order) {
    var unused = cast.ann().post("/releases/%s/%s".formatted(id(run), order), reason());
  }

  void stop() {
    var unused =
        cast.ann()
            .post("/environments/" + round + "/stop", reason().put("toStable", true))
            .orFail("the emergency stop");
  }

  void lift() {
    var unused = cast.ann().post("/environments/" + round + "/lift", reason()).orFail("its end");
  }

  /** As people do: only what succeeded is taken back. */
  void takeBack(String run, String of) {
    Door.Answer answer =
        cast.ann().post("/releases/" + id(of) + "/rollback", reason().put("run", id(run).value()));
    if (answer.good()) {
      started.put(id(run), WorkflowIds.rollback(id(run)));
    }
  }

  private static ObjectNode reason() {
    return JSON.createObjectNode().put("reason", "under fire");
  }

  /** Waits until the ledger says so, or until the run has ended without. */
  void await(String run, Class<? extends Fact> type) {
    Waiting.until(
        "%s of %s".formatted(type.getSimpleName(), run),
        LIMIT,
        () ->
            facts(id(run)).stream()
                .anyMatch(fact -> type.isInstance(fact) || fact instanceof Fact.RunEnded));
  }

  void awaitEnds() {
    started.forEach(
        (run, workflow) -> {
          if (!ends.containsKey(run)) {
            end(workflow).ifPresent(end -> ends.put(run, end));
          }
        });
  }

  private Optional<RunEnd> end(String workflow) {
    long until = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < until) {
      try {
        return Optional.of(
            crew.temporal()
                .newUntypedWorkflowStub(workflow)
                .getResult(30, TimeUnit.SECONDS, RunEnd.class));
      } catch (TimeoutException | WorkflowException | StatusRuntimeException open) {
        // it goes on, or Temporal is away for the moment
      }
    }
    return Optional.empty();
  }

  /** What the runs tell of themselves, in the order of their starts. */
  List<RunStory> stories() {
    return started.keySet().stream()
        .map(run -> new RunStory(run, facts(run), ends.get(run)))
        .toList();
  }

  private List<Fact> facts(RunId run) {
    try {
      return new Timeline(crew.ledger())
          .after(run, 0, 10_000).stream().map(Told::fact).filter(Objects::nonNull).toList();
    } catch (ApplicationFailure away) {
      return List.of();
    }
  }

  /** The last fact may be on its way when a run has ended: whoever judges waits for it. */
  void awaitLedger() {
    for (RunId run : started.keySet()) {
      if (ends.containsKey(run)
          && !Waiting.within(
              LIMIT, () -> facts(run).stream().anyMatch(Fact.RunEnded.class::isInstance))) {
        throw new FireFailure("the ledger does not know that " + run + " has ended");
      }
    }
  }

  private RunId id(String run) {
    return RunId.of(round + "-" + run);
  }
}
