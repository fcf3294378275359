package dev.slipway.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.gate.FreezeWindow;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockSpaceTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final LockSpace EMPTY = LockSpace.of(EnvironmentName.of("prod"));

  /** Covers NOW. */
  private static FreezeWindow freeze(String name, Instant end) {
    return new FreezeWindow(name, NOW.minusSeconds(1), end, List.of(), null, null, ZoneOffset.UTC);
  }

  private static LockRequest wants(LockPurpose purpose, String run, String... services) {
    return new LockRequest(
        RunId.of(run),
        "release/" + run,
        purpose,
        Arrays.stream(services).map(ServiceName::of).toList(),
        "ann",
        false);
  }

  private static LockRequest release(String run, String... services) {
    return wants(LockPurpose.RELEASE, run, services);
  }

  private static LockRequest rollback(String run, String... services) {
    return wants(LockPurpose.ROLLBACK, run, services);
  }

  private static List<String> told(LockStep step) {
    return step.answers().stream()
        .map(a -> a.workflowId() + " " + a.answer().getClass().getSimpleName())
        .toList();
  }

  private static LockSpace holding(String run, String... services) {
    return EMPTY.acquire(release(run, services), NOW).next();
  }

  @Test
  void grantsAllScopesAtOnceOrNone() {
    LockStep step = holding("a", "x").acquire(release("b", "x", "y"), NOW);

    assertThat(step.next().holder(RunId.of("b"))).isEmpty();
    assertThat(told(step)).containsExactly("release/a Wanted", "release/b Waiting");
  }

  @Test
  void doesNotOvertakeAnEarlierRequestForTheSameService() {
    LockSpace waiting = holding("a", "x").acquire(release("b", "x", "y"), NOW).next();

    LockStep step = waiting.acquire(release("c", "y"), NOW);

    assertThat(step.next().holder(RunId.of("c"))).isEmpty();
  }

  @Test
  void lettingGoServesTheNextWithAHigherToken() {
    LockSpace waiting = holding("a", "x").acquire(release("b", "x"), NOW).next();
    long first = waiting.holder(RunId.of("a")).orElseThrow().token();

    LockStep step = waiting.giveBack(RunId.of("a"), NOW);

    assertThat(told(step)).containsExactly("release/b Granted");
    assertThat(step.next().holder(RunId.of("b")).orElseThrow().token()).isGreaterThan(first);
  }

  @Test
  void askingAgainIsHarmless() {
    LockSpace held = holding("a", "x");

    LockStep step = held.acquire(release("a", "x"), NOW);

    assertThat(step.next()).isEqualTo(held);
    assertThat(told(step)).containsExactly("release/a Granted");
  }

  @Test
  void aRollbackPreemptsAReleaseAndGoesBeforeThoseThatWait() {
    LockSpace waiting = holding("a", "x").acquire(release("b", "x"), NOW).next();

    LockStep step = waiting.acquire(rollback("r", "x"), NOW);

    assertThat(told(step)).containsExactly("release/a Preempted", "release/r Waiting");
    assertThat(told(step.next().giveBack(RunId.of("a"), NOW)))
        .containsExactly("release/r Granted", "release/b Waiting");
  }

  @Test
  void aStopHoldsReleasesBackButNoRollback() {
    LockSpace stopped = EMPTY.stop(new StopOrder("bob", "fire", false, NOW)).next();

    assertThat(told(stopped.acquire(release("a", "x"), NOW))).containsExactly("release/a Waiting");
    assertThat(told(stopped.acquire(rollback("r", "x"), NOW))).containsExactly("release/r Granted");
    LockSpace asked = stopped.acquire(release("a", "x"), NOW).next();
    assertThat(told(asked.lift("bob", NOW)))
        .containsExactly("release/a StopLifted", "release/a Granted");
  }

  @Test
  void aFreezeHoldsReleasesUntilItsEndAndTellsWhenToWake() {
    Instant end = NOW.plus(Duration.ofHours(2));
    var freeze = freeze("night", end);
    LockSpace frozen = EMPTY.configure(List.of(freeze), NOW).next();

    LockStep waits = frozen.acquire(release("a", "x"), NOW);
    LockSpace asked = waits.next();

    assertThat(waits.answers())
        .extracting(Addressed::answer)
        .containsExactly(new LockAnswer.Waiting("freeze window 'night' until " + end));
    assertThat(asked.wakeAt(NOW)).contains(end);
    assertThat(told(asked.tick(end))).containsExactly("release/a Granted");
  }

  @Test
  void aBrokenLockTellsTheHolderAndServesTheNext() {
    LockSpace waiting = holding("a", "x").acquire(release("b", "x"), NOW).next();

    LockStep step = waiting.breakLock(RunId.of("a"), "bob", "stuck", NOW);

    assertThat(told(step)).containsExactly("release/a Broken", "release/b Granted");
  }

  @Test
  void tokensGrowEvenIfTheStateWasLost() {
    long before = holding("a", "x").holder(RunId.of("a")).orElseThrow().token();

    LockSpace anew = EMPTY.acquire(release("b", "x"), NOW.plusSeconds(1)).next();

    assertThat(anew.holder(RunId.of("b")).orElseThrow().token()).isGreaterThan(before);
  }

  private static final LockSpace ANEW = LockSpace.bornAnew(EnvironmentName.of("prod"));

  @Test
  void grantsNothingBeforeItKnowsWhoHoldsWhat() {
    LockSpace asked = ANEW.acquire(release("a", "x"), NOW).next();

    assertThat(told(ANEW.acquire(release("a", "x"), NOW))).isEmpty();
    assertThat(told(ANEW.acquire(rollback("r", "x"), NOW))).isEmpty();
    assertThat(told(asked.remember(LockMemory.none(), NOW))).containsExactly("release/a Granted");
  }

  @Test
  void saysWhatItWaitsForWhileItCannotKnow() {
    LockSpace asked = ANEW.acquire(release("a", "x"), NOW).next();

    LockStep unsure = asked.unsure("no connection", NOW);

    assertThat(told(unsure)).containsExactly("release/a Waiting");
    assertThat(told(unsure.next().acquire(release("b", "y"), NOW)))
        .containsExactly("release/b Waiting");
    assertThat(((LockAnswer.Waiting) unsure.answers().getFirst().answer()).why())
        .contains("prod", "no connection");
  }

  @Test
  void remembersHoldersAndAStopBeforeItServesAnybody() {
    long token = NOW.getEpochSecond() + 500;
    var stop = new StopOrder("bob", "fire", false, NOW);
    var memory = new LockMemory(List.of(new Holder(release("a", "x"), token)), stop);
    LockSpace asked =
        ANEW.acquire(release("a", "x"), NOW)
            .next()
            .acquire(release("b", "x"), NOW)
            .next()
            .acquire(release("c", "y"), NOW)
            .next();

    LockStep step = asked.remember(memory, NOW);

    assertThat(told(step))
        .containsExactly(
            "release/a Granted", "release/a Wanted", "release/b Waiting", "release/c Waiting");
    assertThat(step.next().stop()).isEqualTo(stop);
    LockStep freed = step.next().lift("bob", NOW).next().giveBack(RunId.of("a"), NOW);
    assertThat(freed.next().holder(RunId.of("b")).orElseThrow().token()).isGreaterThan(token);
  }

  @Test
  void aStopThatWasOrderedMeanwhileIsNewerThanAnyMemory() {
    var old = new StopOrder("bob", "fire", false, NOW);
    var recent = new StopOrder("eve", "flood", true, NOW.plusSeconds(1));

    LockStep step = ANEW.stop(recent).next().remember(new LockMemory(List.of(), old), NOW);

    assertThat(step.next().stop()).isEqualTo(recent);
  }

  @Test
  void tellsThoseWhoWaitForSomebodyElseNow() {
    LockSpace waiting =
        holding("a", "x")
            .acquire(release("b", "x"), NOW)
            .next()
            .acquire(release("c", "x"), NOW)
            .next();

    LockStep step = waiting.giveBack(RunId.of("a"), NOW);

    assertThat(told(step)).containsExactly("release/b Granted", "release/c Waiting");
    assertThat(((LockAnswer.Waiting) step.answers().getLast().answer()).why())
        .isEqualTo("waits for b of ann, which holds x");
  }

  @Test
  void doesNotRepeatWhatAWaiterKnows() {
    LockSpace waiting =
        holding("a", "x")
            .acquire(release("z", "y"), NOW)
            .next()
            .acquire(release("b", "x"), NOW)
            .next();

    assertThat(told(waiting.giveBack(RunId.of("z"), NOW))).isEmpty();
  }

  @Test
  void ofTwoFreezesTheOneThatEndsLastIsNamedAndAnotherNameAloneTellsNobodyAnew() {
    Instant end = NOW.plus(Duration.ofHours(2));
    var night = freeze("night", end);
    var brief = freeze("brief", NOW.plusSeconds(5));
    var renamed = freeze("dark", end);
    LockStep waits =
        EMPTY.configure(List.of(brief, night), NOW).next().acquire(release("a", "x"), NOW);

    assertThat(waits.answers())
        .extracting(Addressed::answer)
        .containsExactly(new LockAnswer.Waiting("freeze window 'night' until " + end));
    assertThat(told(waits.next().configure(List.of(renamed), NOW))).isEmpty();
  }

  @Test
  void aFreezeThatTheRunWasPlannedWithHoldsWhereTheSpaceKnowsOfNone() {
    Instant end = NOW.plus(Duration.ofHours(2));
    var night = freeze("night", end);
    var planned =
        new LockRequest(
            RunId.of("a"),
            "release/a",
            LockPurpose.RELEASE,
            List.of(ServiceName.of("x")),
            "ann",
            false,
            List.of(night));

    LockStep step = EMPTY.acquire(planned, NOW);

    assertThat(told(step)).containsExactly("release/a Waiting");
    assertThat(step.next().wakeAt(NOW)).contains(end);
    assertThat(told(step.next().tick(end))).containsExactly("release/a Granted");
  }
}
