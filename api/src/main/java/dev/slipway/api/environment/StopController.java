package dev.slipway.api.environment;

import dev.slipway.api.document.Registered;
import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.engine.Environments;
import dev.slipway.api.engine.Reply;
import dev.slipway.api.environment.EnvironmentBodies.ReasonBody;
import dev.slipway.api.environment.EnvironmentBodies.StopBody;
import dev.slipway.api.ledger.OwnFacts;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Reasons;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.repeat.Key;
import dev.slipway.contract.environment.BreakOrder;
import dev.slipway.contract.environment.LiftOrder;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.Journal;
import dev.slipway.gate.Answer;
import dev.slipway.ledger.read.Locks;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an operator does to an environment in an emergency. */
@RestController
@Tag(name = "environments")
@RequestMapping("/api/v1/environments/{environment}")
class StopController {
  private static final int ID_DIGITS = 32;

  private final Registered registered;
  private final Environments environments;
  private final OwnFacts facts;
  private final Locks locks;
  private final Clock clock;

  StopController(
      Registered registered, Environments environments, OwnFacts facts, Locks locks, Clock clock) {
    this.locks = locks;
    this.registered = registered;
    this.environments = environments;
    this.facts = facts;
    this.clock = clock;
  }

  @PostMapping("/stop")
  @Needs(Role.OPERATOR)
  @Operation(summary = "Emergency stop: nothing starts or advances until it is lifted")
  Answer.Accepted stop(
      @PathVariable EnvironmentName environment,
      @RequestBody StopBody body,
      Caller caller,
      HttpServletRequest request) {
    String reason = Reasons.needed(body.reason());
    whole(environment, caller);
    Key key = Key.of(request, clock);
    boolean toStable = Boolean.TRUE.equals(body.toStable());
    String id = key.digits(caller.name(), request, ID_DIGITS);
    var order = new StopOrder(caller.name(), reason, toStable, key.firstSeen());
    Answer.Accepted accepted =
        understood("stop", environment, id, caller, environments.stop(environment, id, order));
    journal(
        environment, id, new Fact.StopChanged(environment, true, toStable, caller.name(), reason));
    return accepted;
  }

  @PostMapping("/lift")
  @Needs(Role.OPERATOR)
  @Operation(summary = "Lift an emergency stop")
  Answer.Accepted lift(
      @PathVariable EnvironmentName environment,
      @RequestBody(required = false) @Nullable ReasonBody body,
      Caller caller,
      HttpServletRequest request) {
    whole(environment, caller);
    String reason = Reasons.optional(body == null ? null : body.reason());
    String id = Key.of(request, clock).digits(caller.name(), request, ID_DIGITS);
    Reply reply = environments.lift(environment, id, new LiftOrder(caller.name()));
    Answer.Accepted accepted =
        isLiftedUnwritten(environment, reply)
            ? new Answer.Accepted("the stop was lifted before, and the ledger says so now")
            : understood("lift", environment, id, caller, reply);
    journal(
        environment, id, new Fact.StopChanged(environment, false, false, caller.name(), reason));
    return accepted;
  }

  @PostMapping("/locks/{run}/break")
  @Needs(Role.OPERATOR)
  @Operation(summary = "Take the lock of a run away from it")
  Answer.Accepted breakLock(
      @PathVariable EnvironmentName environment,
      @PathVariable RunId run,
      @RequestBody ReasonBody body,
      Caller caller,
      HttpServletRequest request) {
    String reason = Reasons.needed(body.reason());
    whole(environment, caller);
    String id = Key.of(request, clock).digits(caller.name(), request, ID_DIGITS);
    var order = new BreakOrder(run, caller.name(), reason);
    return understood(
        "break-lock", environment, id, caller, environments.breakLock(environment, id, order));
  }

  /**
   * Whoever lifted it told the lock space, and died before the ledger was told. Nothing but a
   * repeated lift can put that right: until then people read of a stop, and a lock space that is
   * lost would take it up again.
   */
  private boolean isLiftedUnwritten(EnvironmentName environment, Reply reply) {
    return reply instanceof Reply.Answered answered
        && answered.answer() instanceof Answer.Refused no
        && no.why().equals(LiftOrder.nothingToLift(environment))
        && locks.recall(environment).stop() != null;
  }

  private void whole(EnvironmentName environment, Caller caller) {
    registered.environment(environment, caller);
    caller.mustSeeAllServices("environment " + environment);
  }

  private Answer.Accepted understood(
      String message, EnvironmentName environment, String id, Caller caller, Reply reply) {
    return switch (reply) {
      case Reply.Answered answered -> judged(message, environment, id, caller, answered.answer());
      case Reply.Closed closed ->
          throw Refusal.of(
              Kind.UNAVAILABLE, "the lock space of the environment just restarted; try again");
      case Reply.Silent silent ->
          throw Refusal.of(
                  Kind.UNAVAILABLE,
                  "no worker took the order in time; it may still be taken. Send it again with the"
                      + " same Idempotency-Key, it counts once")
              .withHeader("Retry-After", "5");
    };
  }

  private Answer.Accepted judged(
      String message, EnvironmentName environment, String id, Caller caller, Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> accepted;
      case Answer.Refused no -> {
        journal(environment, id, new Fact.MessageRefused(message, caller.name(), no.why()));
        throw Refusal.of(Kind.REFUSED, no.why());
      }
    };
  }

  private void journal(EnvironmentName environment, String id, Fact fact) {
    facts.append(Journal.of(environment), environment, "api/" + id, fact);
  }
}
