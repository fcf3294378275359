package dev.slipway.bench.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.result.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeBenchTest {
  @Test
  void failsNoEqualVersionAndEveryBrokenOneOnTheSameSeedInTheSameSecond() {
    List<Measured> once = JudgeBench.measure(1, 3, 3);

    assertThat(once).isEqualTo(JudgeBench.measure(1, 3, 3));
    assertThat(value(once, "plain equal false alarms %")).isZero();
    assertThat(value(once, "bursty equal false alarms %")).isZero();
    assertThat(value(once, "plain +50 failed %")).isEqualTo(100);
    assertThat(value(once, "plain +50 s median")).isLessThanOrEqualTo(3);
  }

  @Test
  void ranksTiesInTheMiddle() {
    assertThat(MannWhitney.z(List.of(1.0, 1.0), List.of(1.0, 1.0))).isZero();
    assertThat(MannWhitney.z(List.of(4.0, 5.0, 6.0), List.of(1.0, 2.0, 3.0))).isBetween(1.74, 1.75);
  }

  private static double value(List<Measured> measured, String name) {
    return measured.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
