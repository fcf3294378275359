package dev.slipway.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Actor;
import dev.slipway.name.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final Actor ANN = new Actor("ann", List.of(Role.APPROVER));
  private static final Actor BOB = new Actor("bob", List.of(Role.APPROVER));
  private static final Actor VIC = new Actor("vic", List.of(Role.VIEWER));
  private static final Actor OPS = new Actor("ops", List.of(Role.OPERATOR));

  private static Gate gate(int quorum, boolean typed) {
    var policy =
        new ApprovalPolicy(
            quorum,
            List.of(Role.APPROVER),
            true,
            typed,
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            List.of(Role.OPERATOR));
    return Gate.open(policy, "author", "prod", "h1", NOW);
  }

  private static Vote vote(
      String id, Actor by, Choice choice, String hash, @Nullable String typed) {
    return new Vote(id, by, choice, "because", hash, typed);
  }

  private static Vote approve(String id, Actor by) {
    return vote(id, by, Choice.APPROVE, "h1", null);
  }

  private static String refusal(Gate gate, Vote vote) {
    return gate.judge(vote, NOW) instanceof Answer.Refused refused ? refused.why() : "accepted";
  }

  @Test
  void countsDistinctPeopleOnly() {
    Gate one = gate(2, false).with(approve("1", ANN));

    assertThat(refusal(one, approve("1", ANN))).contains("counted already");
    assertThat(refusal(one, approve("2", ANN))).contains("one person counts once");
    assertThat(one.outcome(NOW)).isEqualTo(GateOutcome.OPEN);
    assertThat(one.with(approve("3", BOB)).outcome(NOW)).isEqualTo(GateOutcome.APPROVED);
  }

  @Test
  void refusesTheAuthorOthersWithoutTheRoleAndVotesForAnotherPlan() {
    Actor author = new Actor("author", List.of(Role.APPROVER));

    assertThat(refusal(gate(1, false), approve("1", author))).contains("cannot approve it");
    assertThat(refusal(gate(1, false), approve("1", VIC))).contains("approver");
    assertThat(refusal(gate(1, false), vote("1", ANN, Choice.APPROVE, "h2", null)))
        .contains("another plan");
  }

  @Test
  void wantsTheTargetTyped() {
    assertThat(refusal(gate(1, true), approve("1", ANN))).contains("'prod'");
    assertThat(refusal(gate(1, true), vote("1", ANN, Choice.APPROVE, "h1", "prod")))
        .isEqualTo("accepted");
  }

  @Test
  void oneRejectionEndsItAlsoByTheAuthor() {
    Actor author = new Actor("author", List.of(Role.APPROVER));
    Vote no = vote("1", author, Choice.REJECT, "h1", null);

    assertThat(refusal(gate(1, false), no)).isEqualTo("accepted");
    assertThat(gate(2, false).with(no).outcome(NOW)).isEqualTo(GateOutcome.REJECTED);
  }

  @Test
  void anOverrideNeedsTheRoleAndAReason() {
    var silent = new Vote("1", OPS, Choice.OVERRIDE, " ", "h1", null);

    assertThat(refusal(gate(2, false), vote("1", ANN, Choice.OVERRIDE, "h1", null)))
        .contains("may not override");
    assertThat(refusal(gate(2, false), silent)).contains("reason");
    assertThat(gate(2, false).with(vote("1", OPS, Choice.OVERRIDE, "h1", null)).outcome(NOW))
        .isEqualTo(GateOutcome.OVERRIDDEN);
  }

  @Test
  void whoApprovedMayOverrideAllTheSameButNotApproveTwice() {
    Gate approved = gate(2, false).with(approve("1", OPS));

    assertThat(refusal(approved, approve("2", OPS))).contains("has voted already");
    assertThat(refusal(approved, vote("3", OPS, Choice.OVERRIDE, "h1", null)))
        .isEqualTo("accepted");
  }

  @Test
  void expiresAndRefusesLateVotes() {
    Instant late = NOW.plus(Duration.ofHours(1));

    assertThat(gate(1, false).outcome(late)).isEqualTo(GateOutcome.EXPIRED);
    assertThat(gate(1, false).judge(approve("1", ANN), late)).isInstanceOf(Answer.Refused.class);
    assertThat(gate(1, false).with(approve("1", ANN)).outcome(late))
        .as("a decision made in time outlives the expiry")
        .isEqualTo(GateOutcome.APPROVED);
  }
}
