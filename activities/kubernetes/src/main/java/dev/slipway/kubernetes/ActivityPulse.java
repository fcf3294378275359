package dev.slipway.kubernetes;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.converter.DataConverterException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats.
 *
 * @param held of which activity; null for the one that runs on the calling thread
 */
record ActivityPulse(@Nullable ActivityExecutionContext held) implements Pulse {

  @Override
  public void beat(Sign sign) {
    context().heartbeat(sign);
  }

  @Override
  public Optional<Sign> before() {
    try {
      return context().getLastHeartbeatDetails(Sign.class);
    } catch (DataConverterException other) {
      // an earlier build said it in other words
      return Optional.empty();
    }
  }

  @Override
  public Pulse beside() {
    return new ActivityPulse(context());
  }

  private ActivityExecutionContext context() {
    return held == null ? Activity.getExecutionContext() : held;
  }
}
