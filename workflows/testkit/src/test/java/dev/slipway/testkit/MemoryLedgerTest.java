package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.evidence.Fact;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryLedgerTest extends LedgerContract {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final MemoryLedger ledger = new MemoryLedger(() -> NOW);

  @Override
  protected LedgerActivities ledger() {
    return ledger;
  }

  @Override
  protected List<Fact> facts(RunId run) {
    return ledger.facts(run);
  }

  @Override
  protected void prove(Digest digest, boolean passed, Instant at) {
    ledger.prove("unit-tests", digest, passed, at);
  }

  @Override
  protected Instant now() {
    return NOW;
  }

  @Test
  void isUnavailableWhileItIsAway() {
    ledger.away(true);

    assertThatThrownBy(
            () ->
                ledger.append(new AppendRequest(RunId.of("r"), EnvironmentName.of("e"), List.of())))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("UNAVAILABLE");
  }
}
