package dev.slipway.api.ledger;

import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.ledger.write.Facts;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The few facts that only the API can tell: refused messages, stops, what an operator lifted. */
@Component
public final class OwnFacts {
  private final Facts facts;
  private final Clock clock;

  OwnFacts(Facts facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Appends a fact; the same one under the same key is there already and stays as it is.
   *
   * @param key unique within the run
   * @param environment null where it concerns the whole installation
   */
  public void append(RunId run, @Nullable EnvironmentName environment, String key, Fact fact) {
    facts.append(run, environment, List.of(new KeyedFact(key, clock.instant(), fact)));
  }
}
