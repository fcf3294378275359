package dev.slipway.definitions.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldTest {
  private final Hold hold = new Hold();

  @Test
  void goesOnWhenAHoldComesAfterItsResume() {
    hold.say(false, 2);
    hold.say(true, 1);

    assertThat(hold.isHeld()).isFalse();

    hold.say(true, 3);

    assertThat(hold.isHeld()).isTrue();
  }

  @Test
  void takesWhatWasNotCountedAsItComes() {
    hold.say(true, 0);
    assertThat(hold.isHeld()).isTrue();

    hold.say(false, 0);
    assertThat(hold.isHeld()).isFalse();
  }
}
