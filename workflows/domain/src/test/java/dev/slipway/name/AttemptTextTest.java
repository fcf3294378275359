package dev.slipway.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1st attempt",
    "1, 2nd attempt",
    "2, 3rd attempt",
    "3, 4th attempt",
    "10, 11th attempt",
    "11, 12th attempt",
    "12, 13th attempt",
    "20, 21st attempt",
    "111, 112th attempt"
  })
  void saysWhichAttemptItWas(int retries, String text) {
    assertThat(AttemptText.of(retries)).isEqualTo(text);
  }

  @Test
  void saysNothingOfAFirstAttempt() {
    assertThat(AttemptText.suffix(0)).isEmpty();
    assertThat(AttemptText.suffix(1)).isEqualTo(" (at the 2nd attempt)");
  }
}
