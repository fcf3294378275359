package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TemporalPropertiesTest {
  @Test
  void refusesAStickyTimeoutOutOfRange() {
    assertThatThrownBy(
            () ->
                new TemporalProperties(
                    "127.0.0.1:7233",
                    "default",
                    false,
                    null,
                    null,
                    null,
                    null,
                    Duration.ofMinutes(2)))
        .hasMessage("slipway.temporal.sticky-timeout is PT2M; it must be 0s to 1m");
  }
}
