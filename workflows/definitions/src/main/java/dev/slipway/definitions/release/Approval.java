package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Status;
import dev.slipway.definitions.run.Teller;
import dev.slipway.definitions.run.Timers;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.gate.ApprovalPolicy;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateOutcome;
import dev.slipway.gate.Vote;
import dev.slipway.notice.Occasion;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RunState;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * P03: one gate of a release. Votes are answered in their handler; reminders and escalation are
 * timers.
 */
final class Approval {
  private final ReleaseRequest request;
  private final Journal journal;
  private final Status status;
  private final Teller teller;
  private @Nullable Gate gate;
  private boolean waiting;
  private int asked;

  Approval(ReleaseRequest request, Journal journal, Status status, Teller teller) {
    this.request = request;
    this.journal = journal;
    this.status = status;
    this.teller = teller;
  }

  /**
   * Opens the gate and waits for its end.
   *
   * @param again why people are asked once more; null the first time
   */
  GateOutcome ask(ReleasePlan plan, @Nullable String again) {
    ApprovalPolicy policy = plan.policy().approval();
    asked++;
    String subject = Gate.subject(plan.hash(), asked);
    Gate opened =
        Gate.open(
            policy,
            request.requestedBy().name(),
            request.environment().value(),
            subject,
            Journal.now());
    gate = opened;
    waiting = true;
    var asks = new Fact.GateOpened(policy, subject, opened.expiresAt(), again);
    journal.note(asks);
    status.follow(RunState.AWAITING_APPROVAL, asks.sentence());
    journal.secure();
    teller.tell(Occasion.APPROVAL_WANTED, title(plan, again), text(plan));
    CancellationScope clocks = Workflow.newCancellationScope(() -> startClocks(policy, plan));
    clocks.run();
    try {
      waitUntilDecided();
    } finally {
      waiting = false;
      clocks.cancel();
      close();
    }
    return outcome();
  }

  private void waitUntilDecided() {
    while (gate != null && gate.outcome(Journal.now()) == GateOutcome.OPEN) {
      Timers.await(
          Duration.between(Journal.now(), gate.expiresAt()), "approval expires", this::isDecided);
      reopenAfterAbsence();
    }
  }

  private boolean isDecided() {
    return gate == null || gate.isDecided();
  }

  /**
   * While nobody of us was there no vote could be given; so the gate is open as long again, with
   * the votes that it has.
   */
  private void reopenAfterAbsence() {
    if (gate == null || gate.isDecided()) {
      return;
    }
    Duration away = Timers.late(gate.expiresAt());
    if (away.isPositive()) {
      gate = gate.reopened(Journal.now());
      journal.note(new Fact.GateReopened(away, gate.expiresAt()));
      journal.tell();
    }
  }

  private void close() {
    GateOutcome outcome = outcome() == GateOutcome.OPEN ? GateOutcome.VOIDED : outcome();
    journal.note(new Fact.GateClosed(outcome, ""));
    journal.tell();
  }

  private GateOutcome outcome() {
    return gate == null ? GateOutcome.VOIDED : gate.outcome(Journal.now());
  }

  private void startClocks(ApprovalPolicy policy, ReleasePlan plan) {
    if (policy.escalateAfter().isPositive()) {
      Timers.start(policy.escalateAfter(), "escalation").thenApply(over -> escalate(policy, plan));
    }
    if (policy.remindEvery().isPositive()) {
      var unused = Async.procedure(() -> remind(policy, plan));
    }
  }

  private @Nullable Void escalate(ApprovalPolicy policy, ReleasePlan plan) {
    if (!isDecided()) {
      teller.tell(policy.escalateTo(), Occasion.ESCALATION, "still waits for approval", text(plan));
    }
    return null;
  }

  private void remind(ApprovalPolicy policy, ReleasePlan plan) {
    while (!isDecided()) {
      Timers.sleep(policy.remindEvery(), "reminder");
      if (!isDecided()) {
        teller.tell(Occasion.REMINDER, "reminder: approval wanted", text(plan));
      }
    }
  }

  private static String title(ReleasePlan plan, @Nullable String again) {
    return again == null
        ? "approval wanted: release to " + plan.environment()
        : "approval wanted again: %s".formatted(again);
  }

  private String text(ReleasePlan plan) {
    return "%s asks to release %s to %s (plan %s): %s"
        .formatted(
            request.requestedBy().name(),
            String.join(
                ", ", plan.services().stream().map(s -> s.service() + " " + s.version()).toList()),
            request.environment(),
            gate == null ? plan.hash() : gate.planHash(),
            request.reason());
  }

  /**
   * Handler of votes; refusals are noted too.
   *
   * @param over why nobody is asked any more, though the gate may still look open
   */
  Answer vote(Vote vote, Optional<String> over) {
    Answer answer = judge(vote, over);
    switch (answer) {
      case Answer.Accepted accepted -> {
        if (gate != null) {
          gate = gate.with(vote);
        }
        journal.note(new Fact.VoteCounted(vote));
      }
      case Answer.Refused refused ->
          journal.note(new Fact.MessageRefused("vote", vote.by().name(), refused.why()));
    }
    journal.tell();
    return answer;
  }

  private Answer judge(Vote vote, Optional<String> over) {
    if (over.isPresent()) {
      return new Answer.Refused(over.get());
    }
    if (waiting) {
      reopenAfterAbsence();
    }
    return gate == null ? new Answer.Refused("no gate is open") : gate.judge(vote, Journal.now());
  }
}
