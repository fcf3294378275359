package dev.slipway.ledger.read;

import dev.slipway.evidence.RunKind;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list.
 *
 * @param summary one line: how it ended, what it waits for, or what it does
 * @param waitingFor null when it is at work or has ended
 * @param last number of its newest fact
 */
public record RunSummary(
    RunId run,
    RunKind kind,
    @Nullable EnvironmentName environment,
    List<ServiceName> services,
    RunState state,
    String requestedBy,
    String reason,
    @Nullable Instant startedAt,
    @Nullable Instant updatedAt,
    @Nullable Instant endedAt,
    String summary,
    @Nullable String waitingFor,
    long last) {
  public RunSummary {
    services = List.copyOf(services);
  }
}
