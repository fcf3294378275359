package dev.slipway.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenLineTest {
  @Test
  void makesOneLineOfMany() {
    assertThat(SpokenLine.of(" fix\r\n\n\tplan 11 of x\u2028 wave 1 "))
        .isEqualTo("fix plan 11 of x wave 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u001b[2K", "a\u0000b", "a\u0007", "a\u009b2K", "a\u202eb", "a\u007f"})
  void doesNotTakeWhatMovesACursorOrTurnsTheText(String text) {
    assertThat(SpokenLine.fault(text).orElseThrow())
        .startsWith("holds U+")
        .contains("at position 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "schön, 好的 👩\u200d🚀", "line\nline", "a\tb"})
  void takesWhatPeopleSay(String text) {
    assertThat(SpokenLine.fault(text)).isEmpty();
  }
}
