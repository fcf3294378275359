package dev.slipway.api.release;

import dev.slipway.api.engine.Started;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.repeat.Key;
import dev.slipway.contract.evidence.FactKeys;
import dev.slipway.evidence.Fact;
import dev.slipway.ledger.door.Begun;
import dev.slipway.ledger.door.IdempotencyKeys;
import dev.slipway.ledger.door.KeyedCall;
import dev.slipway.ledger.read.Runs;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * An id stands for one request for ever. Temporal keeps two runs apart only while it remembers the
 * first one, and only when both are releases or both are rollbacks; the ledger remembers all. Of
 * requests that come at the same moment, to whichever process, one is let in at a time.
 */
@Component
final class StartOnce {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final IdempotencyKeys claims;
  private final Runs runs;
  private final Timeline timeline;
  private final FirstWord first;
  private final Clock clock;

  StartOnce(IdempotencyKeys claims, Runs runs, Timeline timeline, FirstWord first, Clock clock) {
    this.claims = claims;
    this.runs = runs;
    this.timeline = timeline;
    this.first = first;
    this.clock = clock;
  }

  /**
   * What is asked for under an id.
   *
   * @param fact first fact of the run
   */
  record Wish(RunId run, EnvironmentName environment, String workflowId, Fact fact) {}

  /**
   * Starts the run, or finds the one that the same request started earlier.
   *
   * @throws Refusal CONFLICT when the id belongs to another request; nothing was started then
   */
  StartedAnswer start(Wish wish, Supplier<Started> start) {
    // no caller is named so, and no path: these claims never meet the keys of callers
    var call = new KeyedCall("", "run", wish.run().value(), Key.sha256(wish.toString()));
    Begun.Fresh mine = begin(call);
    boolean taken = false;
    try {
      taken = isKnown(wish) ? !isSame(wish) : isTaken(wish, start.get());
    } finally {
      if (taken) {
        claims.giveUp(call, mine.attempt());
      } else {
        claims.letGo(call, mine.attempt());
      }
    }
    if (taken) {
      throw taken(wish.run());
    }
    return new StartedAnswer(wish.run(), wish.environment(), wish.workflowId());
  }

  private Begun.Fresh begin(KeyedCall call) {
    Instant end = clock.instant().plus(PATIENCE);
    while (true) {
      switch (claims.begin(call, "")) {
        case Begun.Fresh mine -> {
          return mine;
        }
        case Begun.Different other -> throw taken(RunId.of(call.key()));
        case Begun.Answered never -> throw taken(RunId.of(call.key()));
        case Begun.UnderWay busy -> {
          if (clock.instant().isAfter(end)) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    "run '%s' is being started by another request; ask again".formatted(call.key()))
                .withHeader("Retry-After", "2");
          }
          LockSupport.parkNanos(GLANCE.toNanos());
        }
      }
    }
  }

  private boolean isKnown(Wish wish) {
    return runs.find(wish.run()).isPresent();
  }

  /** What was asked for by another build and cannot be read here is taken for another request. */
  private boolean isSame(Wish wish) {
    return timeline.asked(wish.run()).filter(wish.fact()::equals).isPresent();
  }

  private boolean isTaken(Wish wish, Started started) {
    if (!started.isTaken()) {
      first.ensure(
          wish.run(),
          wish.environment(),
          FactKeys.of(wish.workflowId(), started.execution(), 1),
          wish.fact());
    }
    return started.isTaken();
  }

  private static Refusal taken(RunId run) {
    return Refusal.of(
        Kind.CONFLICT,
        "run '%s' belongs to another request, and an id is never used again; leave the run out or choose another"
            .formatted(run));
  }
}
