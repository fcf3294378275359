package dev.slipway.fire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lock.Addressed;
import dev.slipway.lock.Holder;
import dev.slipway.lock.LockAnswer;
import dev.slipway.lock.LockPurpose;
import dev.slipway.lock.LockRequest;
import dev.slipway.lock.LockSpace;
import dev.slipway.lock.LockStep;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Two releases and a rollback want one service; each may ask, give back or lose its lock, and a
 * stop comes and goes: every sequence of up to five such steps.
 */
class LockRacesTest {
  private static final int LONGEST = 5;
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<LockRequest> ALL =
      List.of(
          request("r1", LockPurpose.RELEASE),
          request("r2", LockPurpose.RELEASE),
          request("back", LockPurpose.ROLLBACK));

  private static LockRequest request(String run, LockPurpose purpose) {
    return new LockRequest(
        RunId.of(run), "run/" + run, purpose, List.of(ServiceName.of("web")), "ann", false);
  }

  private static List<Function<LockSpace, LockStep>> steps() {
    List<Function<LockSpace, LockStep>> steps = new ArrayList<>();
    for (LockRequest one : ALL) {
      steps.add(space -> space.acquire(one, NOW));
      steps.add(space -> space.giveBack(one.run(), NOW));
      steps.add(space -> space.breakLock(one.run(), "bob", "it hangs", NOW));
    }
    steps.add(space -> space.stop(new StopOrder("bob", "enough", false, NOW)));
    steps.add(space -> space.lift("bob", NOW));
    return steps;
  }

  @Test
  void oneHolderAtATimeWithATokenThatOnlyGrows() {
    int[] seen = {0};
    follow(LockSpace.of(EnvironmentName.of("shop")), LONGEST, seen);

    assertThat(seen[0]).isEqualTo(11 + 121 + 1_331 + 14_641 + 161_051);
  }

  private static void follow(LockSpace space, int left, int[] seen) {
    if (left == 0) {
      return;
    }
    for (Function<LockSpace, LockStep> step : steps()) {
      seen[0]++;
      LockStep next = step.apply(space);
      check(space, next);
      follow(next.next(), left - 1, seen);
    }
  }

  private static void check(LockSpace before, LockStep step) {
    LockSpace after = step.next();
    assertThat(after.holders()).hasSizeLessThanOrEqualTo(1);
    assertThat(after.lastToken()).isGreaterThanOrEqualTo(before.lastToken());
    for (Holder holder : after.holders()) {
      boolean held = before.holders().contains(holder);
      assertThat(held || holder.token() > before.lastToken()).isTrue();
      assertThat(held || told(step, holder)).as("a new holder is told").isTrue();
      assertThat(after.queue()).doesNotContain(holder.request());
    }
    boolean free = after.holders().isEmpty() && !after.queue().isEmpty();
    assertThat(free && after.stop() == null).as("somebody waits for nothing").isFalse();
    assertThat(free && after.queue().getFirst().purpose() == LockPurpose.ROLLBACK)
        .as("a stop keeps a rollback waiting")
        .isFalse();
  }

  private static boolean told(LockStep step, Holder holder) {
    return step.answers()
        .contains(
            new Addressed(holder.request().workflowId(), new LockAnswer.Granted(holder.token())));
  }

  @Test
  void tellsTheLivingHolderOfABrokenLockBeforeTheNextOneHasIt() {
    LockSpace held =
        LockSpace.of(EnvironmentName.of("shop"))
            .acquire(ALL.get(0), NOW)
            .next()
            .acquire(ALL.get(1), NOW)
            .next();

    LockStep broken = held.breakLock(RunId.of("r1"), "bob", "it hangs", NOW);

    assertThat(broken.answers())
        .containsExactly(
            new Addressed("run/r1", new LockAnswer.Broken("bob", "it hangs")),
            new Addressed(
                "run/r2", new LockAnswer.Granted(broken.next().holders().getFirst().token())));
    assertThat(broken.next().holders().getFirst().token())
        .isGreaterThan(held.holders().getFirst().token());
  }
}
