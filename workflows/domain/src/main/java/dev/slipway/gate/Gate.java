package dev.slipway.gate;

import dev.slipway.name.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One approval gate and its votes so far. Immutable; a counted vote makes a new one. */
public record Gate(
    ApprovalPolicy policy,
    String author,
    String target,
    String planHash,
    Instant openedAt,
    List<Vote> votes) {
  public Gate {
    votes = List.copyOf(votes);
  }

  public static Gate open(
      ApprovalPolicy policy, String author, String target, String planHash, Instant now) {
    return new Gate(policy, author, target, planHash, now, List.of());
  }

  /**
   * What people vote for. A second gate of the same plan asks about another state of the world, so
   * a late vote for the first must not count there.
   *
   * @param number counted from one within a release
   */
  public static String subject(String planHash, int number) {
    return number == 1 ? planHash : planHash + "." + number;
  }

  /**
   * Whether this vote would count now, and if not, why. Does not change the gate: {@link #with}
   * does.
   */
  public Answer judge(Vote vote, Instant now) {
    String why = objection(vote, now);
    return why == null
        ? new Answer.Accepted(
            vote.choice() == Choice.APPROVE
                ? approvalsAfter(vote) + " of " + policy.quorum()
                : "decided")
        : new Answer.Refused(why);
  }

  public Gate with(Vote vote) {
    var all = new ArrayList<>(votes);
    all.add(vote);
    return new Gate(policy, author, target, planHash, openedAt, all);
  }

  private @Nullable String objection(Vote vote, Instant now) {
    if (outcome(now) != GateOutcome.OPEN) {
      return "the gate is closed: " + outcome(now).name().toLowerCase(Locale.ROOT);
    }
    if (votes.stream().anyMatch(v -> v.id().equals(vote.id()))) {
      return "this vote (%s) was counted already".formatted(vote.id());
    }
    if (votes.stream().anyMatch(v -> standsInTheWayOf(vote, v))) {
      return "%s has voted already; one person counts once".formatted(vote.by().name());
    }
    if (!planHash.equals(vote.planHash())) {
      return "the vote is for another plan (%s); the plan waiting here is %s"
          .formatted(vote.planHash(), planHash);
    }
    return vote.choice() == Choice.OVERRIDE ? overrideObjection(vote) : personObjection(vote);
  }

  /** One person counts once; but who said yes may still take the decision upon themselves. */
  private static boolean standsInTheWayOf(Vote vote, Vote earlier) {
    boolean more = vote.choice() == Choice.OVERRIDE && earlier.choice() == Choice.APPROVE;
    return earlier.by().name().equals(vote.by().name()) && !more;
  }

  private @Nullable String personObjection(Vote vote) {
    if (policy.roles().stream().noneMatch(vote.by()::has)) {
      return "%s has none of the roles that may vote here: %s"
          .formatted(vote.by().name(), names(policy.roles()));
    }
    if (policy.excludeAuthor()
        && vote.choice() == Choice.APPROVE
        && vote.by().name().equals(author)) {
      return "%s asked for this release and cannot approve it".formatted(author);
    }
    return typedObjection(vote);
  }

  private @Nullable String overrideObjection(Vote vote) {
    if (policy.overrideRoles().stream().noneMatch(vote.by()::has)) {
      return "%s may not override; roles that may: %s"
          .formatted(vote.by().name(), names(policy.overrideRoles()));
    }
    if (vote.reason() == null || vote.reason().isBlank()) {
      return "an override needs a reason";
    }
    return typedObjection(vote);
  }

  private @Nullable String typedObjection(Vote vote) {
    if (policy.typedTarget()
        && vote.choice() != Choice.REJECT
        && !target.equals(vote.typedTarget())) {
      return "type the name of the target, '%s', to confirm".formatted(target);
    }
    return null;
  }

  private static String names(List<Role> roles) {
    return roles.isEmpty()
        ? "none"
        : String.join(", ", roles.stream().map(r -> r.name().toLowerCase(Locale.ROOT)).toList());
  }

  private long approvalsAfter(Vote vote) {
    return approvals() + (vote.choice() == Choice.APPROVE ? 1 : 0);
  }

  public long approvals() {
    return votes.stream()
        .filter(v -> v.choice() == Choice.APPROVE)
        .map(v -> v.by().name())
        .distinct()
        .count();
  }

  /** The same gate with the same votes, open from now on for as long as any. */
  public Gate reopened(Instant now) {
    return new Gate(policy, author, target, planHash, now, votes);
  }

  /** Whether people have spoken, whatever the time. */
  public boolean isDecided() {
    GateOutcome now = outcome(openedAt);
    return now != GateOutcome.OPEN && now != GateOutcome.EXPIRED;
  }

  /** One rejection ends it; an override decides it; a decision made in time outlives the expiry. */
  public GateOutcome outcome(Instant now) {
    if (votes.stream().anyMatch(v -> v.choice() == Choice.REJECT)) {
      return GateOutcome.REJECTED;
    }
    if (votes.stream().anyMatch(v -> v.choice() == Choice.OVERRIDE)) {
      return GateOutcome.OVERRIDDEN;
    }
    if (approvals() >= policy.quorum()) {
      return GateOutcome.APPROVED;
    }
    return now.isBefore(expiresAt()) ? GateOutcome.OPEN : GateOutcome.EXPIRED;
  }

  public Instant expiresAt() {
    return openedAt.plus(policy.expiry());
  }
}
