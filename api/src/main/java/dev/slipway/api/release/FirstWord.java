package dev.slipway.api.release;

import dev.slipway.api.ledger.OwnFacts;
import dev.slipway.evidence.Fact;
import dev.slipway.ledger.read.Runs;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Sees to it that a run which was started can be seen. The run itself tells first that it was asked
 * for; only where no worker is there to do so, the API says the same in its place, under the key of
 * the run's own first fact, so that the ledger has it once.
 */
@Component
final class FirstWord {
  private static final int GLANCES = 20;
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Runs runs;
  private final OwnFacts facts;

  FirstWord(Runs runs, OwnFacts facts) {
    this.runs = runs;
    this.facts = facts;
  }

  void ensure(RunId run, EnvironmentName environment, String key, Fact requested) {
    for (int glance = 0; glance < GLANCES; glance++) {
      if (runs.find(run).isPresent()) {
        return;
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    facts.append(run, environment, key, requested);
  }
}
