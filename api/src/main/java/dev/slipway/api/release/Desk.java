package dev.slipway.api.release;

import dev.slipway.api.door.Caller;
import dev.slipway.api.engine.Message;
import dev.slipway.api.engine.Messages;
import dev.slipway.api.engine.Pollers;
import dev.slipway.api.engine.Polling;
import dev.slipway.api.engine.Reply;
import dev.slipway.api.ledger.OwnFacts;
import dev.slipway.api.ledger.SeenRuns;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Reasons;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.release.MessageBodies.VoteBody;
import dev.slipway.api.repeat.Key;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.Order;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Vote;
import dev.slipway.name.RunId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Hands messages to runs. What a run refuses, it writes to the ledger itself; what never reached
 * one is written here.
 */
@Component
final class Desk {
  private static final int ID_DIGITS = 32;

  private final SeenRuns seen;
  private final Messages messages;
  private final LostRuns lost;
  private final OwnFacts facts;
  private final Pollers pollers;
  private final Clock clock;

  Desk(
      SeenRuns seen,
      Messages messages,
      LostRuns lost,
      OwnFacts facts,
      Pollers pollers,
      Clock clock) {
    this.seen = seen;
    this.messages = messages;
    this.lost = lost;
    this.facts = facts;
    this.pollers = pollers;
    this.clock = clock;
  }

  /**
   * @throws Refusal REFUSED with the run's reason
   */
  Answer.Accepted vote(RunId run, VoteBody body, Caller caller, HttpServletRequest request) {
    RunView view = seen.find(run, caller);
    String id = id(caller, request);
    if (view.asked().kind() != RunKind.RELEASE) {
      throw refused(view, Message.VOTE, id, caller, "only releases have gates");
    }
    var vote =
        new Vote(
            id,
            caller.actor(),
            Objects.requireNonNull(body.choice()),
            Reasons.optional(body.reason()),
            Objects.requireNonNull(body.planHash()),
            body.typedTarget());
    return understood(view, Message.VOTE, id, caller, messages.vote(workflow(view), vote));
  }

  /**
   * @throws Refusal REFUSED with the run's reason
   */
  Answer.Accepted order(
      RunId run, Message message, String reason, Caller caller, HttpServletRequest request) {
    RunView view = seen.find(run, caller);
    String id = id(caller, request);
    if (view.asked().kind() != RunKind.RELEASE && message != Message.ABORT) {
      throw refused(view, message, id, caller, "a rollback can only be aborted");
    }
    var order = new Order(id, caller.actor(), reason);
    return understood(view, message, id, caller, messages.order(workflow(view), message, order));
  }

  private Answer.Accepted understood(
      RunView view, Message message, String id, Caller caller, Reply reply) {
    return switch (reply) {
      case Reply.Answered answered -> judged(answered.answer());
      case Reply.Closed closed ->
          throw refused(view, message, id, caller, ended(view, message, caller));
      case Reply.Silent silent -> throw silent();
    };
  }

  private static Answer.Accepted judged(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> accepted;
      // the run itself wrote down what it refused
      case Answer.Refused no -> throw Refusal.of(Kind.REFUSED, no.why());
    };
  }

  private String ended(RunView before, Message message, Caller caller) {
    boolean settled =
        message == Message.ABORT ? lost.settledOrForgotten(before) : lost.settled(before);
    RunView now = seen.find(before.run(), caller);
    return settled
        ? "the run has ended: %s, %s".formatted(now.state(), now.summary())
        : "Temporal knows this run no more; 'slipway release abort %s' ends it in the ledger"
            .formatted(now.run());
  }

  private Refusal refused(RunView view, Message message, String id, Caller caller, String why) {
    facts.append(
        view.run(),
        Objects.requireNonNull(view.asked().environment()),
        "api/refused/" + id,
        new Fact.MessageRefused(message.word(), caller.name(), why));
    return Refusal.of(Kind.REFUSED, why);
  }

  private Refusal silent() {
    Polling carriers = pollers.slipway();
    return Refusal.of(
            Kind.UNAVAILABLE,
            "no worker took the message in time%s; send it again with the same Idempotency-Key, it counts once"
                .formatted(carriers.isMissing() ? " (" + carriers.sentence() + ")" : ""))
        .withHeader("Retry-After", "5");
  }

  private String id(Caller caller, HttpServletRequest request) {
    return Key.of(request, clock).digits(caller.name(), request, ID_DIGITS);
  }

  private static String workflow(RunView view) {
    return view.asked().kind() == RunKind.ROLLBACK
        ? WorkflowIds.rollback(view.run())
        : WorkflowIds.release(view.run());
  }
}
