package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaitingTest {

  @ParameterizedTest
  @EnumSource
  void addsNothingToHistoriesButWhatATimerWakes(Waiting waiting) {
    Waiting.Count count = waiting.count();

    assertThat(count.window().toMinutes()).isGreaterThan(200);
    assertThat(count.others()).as(count.toString()).isZero();
  }
}
