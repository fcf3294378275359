package dev.slipway.evidence;

import dev.slipway.gate.ApprovalPolicy;
import dev.slipway.gate.Choice;
import dev.slipway.gate.GateOutcome;
import dev.slipway.gate.Vote;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The newest approval gate of a run: a gate that is asked again starts anew.
 *
 * @param votes those that were counted, in order
 * @param why what closed it; empty while open
 * @param again why people are asked once more; null the first time
 */
public record GateView(
    ApprovalPolicy policy,
    String planHash,
    Instant openedAt,
    Instant expiresAt,
    List<Vote> votes,
    GateOutcome outcome,
    String why,
    @Nullable String again) {
  public GateView {
    votes = List.copyOf(votes);
  }

  static @Nullable GateView after(@Nullable GateView gate, KeyedFact told) {
    return switch (told.fact()) {
      case Fact.GateOpened opened ->
          new GateView(
              opened.policy(),
              opened.planHash(),
              told.at(),
              opened.expiresAt(),
              List.of(),
              GateOutcome.OPEN,
              "",
              opened.again());
      case Fact.GateReopened again -> gate == null ? null : gate.until(again.expiresAt());
      case Fact.VoteCounted counted -> gate == null ? null : gate.with(counted.vote());
      case Fact.GateClosed closed ->
          gate == null ? null : gate.closed(closed.outcome(), closed.why());
      // each part of the view folds only the facts that are about it
      default -> gate;
    };
  }

  private GateView until(Instant end) {
    return new GateView(policy, planHash, openedAt, end, votes, outcome, why, again);
  }

  private GateView with(Vote vote) {
    var all = new ArrayList<>(votes);
    all.add(vote);
    return new GateView(policy, planHash, openedAt, expiresAt, all, outcome, why, again);
  }

  private GateView closed(GateOutcome end, String because) {
    return new GateView(policy, planHash, openedAt, expiresAt, votes, end, because, again);
  }

  /** Distinct people who said yes. */
  public long approvals() {
    return votes.stream()
        .filter(vote -> vote.choice() == Choice.APPROVE)
        .map(vote -> vote.by().name())
        .distinct()
        .count();
  }

  /** Whose word is missing, and until when it is waited for. */
  String waiting() {
    List<String> roles =
        policy.roles().stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toList();
    return "waits for %d of %d approvals by %s until %s%s"
        .formatted(
            Math.max(0, policy.quorum() - approvals()),
            policy.quorum(),
            String.join(" or ", roles),
            expiresAt.truncatedTo(ChronoUnit.SECONDS),
            again == null ? "" : ", again, because " + again);
  }
}
