package dev.slipway.testkit.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.artifact.KnownBad;
import dev.slipway.compensation.Undo;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Choice;
import dev.slipway.gate.Vote;
import dev.slipway.name.Actor;
import dev.slipway.name.OperationKey;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.release.Reaction;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each invariant is seen to fail on a story that breaks it, and only that one. */
class InvariantTest {
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
  private static final ServiceName SERVICE = ServiceName.of("web");
  private static final Look OLD = look('a');
  private static final Look NEW = look('b');
  private static final RunEnd GOOD = new RunEnd(RunState.SUCCEEDED, "released", List.of());
  private static final RunEnd BACK = new RunEnd(RunState.COMPENSATED, "taken back", List.of());

  private final List<Effect> effects = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<RunStory> others = new ArrayList<>();
  private final List<Digest> bad = new ArrayList<>();
  private Look after = NEW;
  private RunEnd end = GOOD;

  private static Digest digest(char fill) {
    return Digest.of("sha256:" + String.valueOf(fill).repeat(64));
  }

  private static WorkloadChange state(char fill) {
    ImageRef image = ImageRef.pinned("shop/web", digest(fill));
    return new WorkloadChange(WEB, List.of(new ContainerImage("web", false, image)), List.of());
  }

  private static Look look(char fill) {
    String image = ImageRef.pinned("shop/web", digest(fill)).value();
    return new Look(Map.of("web", image), false, Map.of("web", "Auto"));
  }

  private static String key(String workflow) {
    return workflow + "/change/" + WEB.target();
  }

  private void forward() {
    facts.add(
        new Fact.UndoRecorded(
            1,
            new Undo.RestoreService(
                SERVICE,
                SiteName.of("east"),
                List.of(state('a')),
                List.of(state('b')),
                List.of())));
    intend("rollout/r1/web", 'b');
    effects.add(new Effect(WEB, OLD, NEW, 100, key("rollout/r1/web")));
    made("rollout/r1/web");
  }

  private void back() {
    facts.add(
        new Fact.CompensationStarted(new Trouble.Stopped("ann", "enough"), Reaction.UNDO_ALL));
    intend("undo/r1/web/1", 'a');
    effects.add(new Effect(WEB, NEW, OLD, 101, key("undo/r1/web/1")));
    made("undo/r1/web/1");
    facts.add(new Fact.Undone(1, SERVICE));
    after = OLD;
    end = BACK;
  }

  private void intend(String workflow, char fill) {
    facts.add(new Fact.ChangeIntended(SERVICE, OperationKey.of(key(workflow)), state(fill)));
  }

  private void made(String workflow) {
    facts.add(
        new Fact.ChangeMade(
            SERVICE, OperationKey.of(key(workflow)), WEB, new ChangeResult.Applied(2)));
  }

  private void markBad() {
    facts.add(
        new Fact.KnownBadMarked(
            new KnownBad(digest('b'), "crashes", RunId.of("r1"), Instant.EPOCH)));
  }

  private static Vote vote(String id, String by) {
    Actor actor = new Actor(by, List.of(Role.APPROVER));
    return new Vote(id, actor, Choice.APPROVE, "fine", "hash", null);
  }

  private List<Invariant> violated() {
    facts.add(new Fact.RunEnded(end));
    List<RunStory> runs = new ArrayList<>(List.of(new RunStory(RunId.of("r1"), facts, end)));
    runs.addAll(others);
    Testimony all =
        new Testimony(runs, effects, Map.of(WEB, OLD), Map.of(WEB, after), List.copyOf(bad));
    return Invariant.violated(all).stream().map(Violation::invariant).distinct().toList();
  }

  @Test
  void saysNothingOfAReleaseThatWentWell() {
    forward();
    assertThat(violated()).isEmpty();
  }

  @Test
  void saysNothingOfAReleaseThatWasTakenBack() {
    forward();
    back();
    assertThat(violated()).isEmpty();
  }

  @Test
  void findsATokenThatGoesDown() {
    forward();
    intend("rollout/r1/web/2", 'c');
    effects.add(new Effect(WEB, NEW, look('c'), 99, key("rollout/r1/web/2")));
    intend("rollout/r1/web/3", 'b');
    effects.add(new Effect(WEB, look('c'), NEW, 99, key("rollout/r1/web/3")));
    assertThat(violated()).containsExactly(Invariant.ONE_AT_A_TIME);
  }

  @Test
  void findsARunBetweenAnothersEffects() {
    forward();
    effects.add(new Effect(WEB, NEW, look('c'), 200, "pause/r2/resume/" + WEB.target()));
    effects.add(new Effect(WEB, look('c'), NEW, 200, "rollout/r1/web/resume/" + WEB.target()));
    assertThat(violated()).containsExactly(Invariant.ONE_AT_A_TIME);
  }

  @Test
  void findsAKeyThatChangedItsObjectTwice() {
    forward();
    effects.add(new Effect(WEB, NEW, NEW, 100, key("rollout/r1/web")));
    assertThat(violated()).containsExactly(Invariant.ONCE);
  }

  @Test
  void findsAnEffectThatTheLedgerDidNotForesee() {
    forward();
    effects.add(new Effect(WEB, NEW, NEW, 100, key("rollout/r1/web/2")));
    assertThat(violated()).containsExactly(Invariant.FORESEEN);
  }

  @Test
  void findsAnEffectThatTheLedgerClaimsAndNobodySaw() {
    forward();
    made("rollout/r1/web/2");
    assertThat(violated()).containsExactly(Invariant.FORESEEN);
  }

  @Test
  void findsAnActThatLandsAfterItsUndo() {
    forward();
    back();
    intend("rollout/r1/web/2", 'a');
    effects.add(new Effect(WEB, OLD, OLD, 101, key("rollout/r1/web/2")));
    assertThat(violated()).containsExactly(Invariant.NO_LATE_ACT);
  }

  @Test
  void findsAChangeBeforeItsUndoWasRecorded() {
    forward();
    facts.add(facts.removeFirst());
    assertThat(violated()).containsExactly(Invariant.UNDO_RECORDED);
  }

  @Test
  void findsUndosInTheWrongOrder() {
    forward();
    back();
    facts.add(new Fact.Undone(2, SERVICE));
    assertThat(violated()).containsExactly(Invariant.REVERSE_ORDER);
  }

  @Test
  void findsAKnownBadDigestThatIsSetAgain() {
    bad.add(digest('b'));
    forward();
    back();
    markBad();
    effects.add(new Effect(WEB, OLD, NEW, 300, "rollout/r2/web/resume/" + WEB.target()));
    after = OLD;
    assertThat(violated()).containsExactly(Invariant.NO_KNOWN_BAD);
  }

  @Test
  void findsAnInnocentDigestThatBecameKnownBad() {
    forward();
    markBad();
    assertThat(violated()).containsExactly(Invariant.INNOCENT);
  }

  @Test
  void findsAGoodChangeThatWasBlamed() {
    forward();
    back();
    facts.add(
        new Fact.CompensationStarted(
            new Trouble.BadChange("web", "crashes", List.of()), Reaction.UNDO_ALL));
    assertThat(violated()).containsExactly(Invariant.NOT_BLAMED);
  }

  @Test
  void findsAnAutoscalerThatWasLeftAsleep() {
    forward();
    after = new Look(NEW.images(), true, Map.of("web", "Initial"));
    assertThat(violated()).containsExactly(Invariant.AS_FOUND);
  }

  @Test
  void findsARunThatSaysAnotherEndThanItHas() {
    forward();
    others.add(new RunStory(RunId.of("r2"), List.of(), GOOD));
    others.add(new RunStory(RunId.of("r3"), List.of(), null));
    assertThat(violated()).containsExactly(Invariant.ENDED);
  }

  @Test
  void findsAClusterThatIsNotAsTheEndSays() {
    forward();
    back();
    after = NEW;
    assertThat(violated()).containsExactly(Invariant.TRUTHFUL);
  }

  @Test
  void findsAPersonWhoCountedTwice() {
    facts.add(new Fact.VoteCounted(vote("1", "bob")));
    facts.add(new Fact.VoteCounted(vote("2", "bob")));
    forward();
    assertThat(violated()).containsExactly(Invariant.VOTES_ONCE);
  }

  @Test
  void findsAWaveThatBeginsAfterAnAbort() {
    facts.add(new Fact.AbortAccepted("ann", "enough"));
    facts.add(new Fact.WaveStarted(1, List.of(SERVICE)));
    forward();
    assertThat(violated()).containsExactly(Invariant.ABORT_WINS);
  }
}
