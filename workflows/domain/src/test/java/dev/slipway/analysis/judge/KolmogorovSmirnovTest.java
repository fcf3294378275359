package dev.slipway.analysis.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {
  @Test
  void isExactForSevenOfTen() {
    List<Double> canary = List.of(9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 1.0, 1.0, 1.0);
    List<Double> stable = List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0);

    // 7 of 20 places are high; all of them fall to the canary in C(13,3) of C(20,10) orders
    assertThat(KolmogorovSmirnov.higher(canary, stable)).isCloseTo(286.0 / 184_756, within(1e-12));
    assertThat(KolmogorovSmirnov.higher(stable, canary)).isEqualTo(1);
  }

  @Test
  void agreesWithAllOrdersOfSmallSamples() {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      List<Double> pooled = new ArrayList<>();
      for (int at = 0; at < 9; at++) {
        pooled.add((double) random.nextInt(5));
      }
      long found = lead(pooled, 0b1111);
      int orders = 0;
      int asFar = 0;
      for (int chosen = 0; chosen < 1 << 9; chosen++) {
        if (Integer.bitCount(chosen) == 4) {
          orders++;
          asFar += lead(pooled, chosen) >= found ? 1 : 0;
        }
      }
      assertThat(KolmogorovSmirnov.higher(pooled.subList(0, 4), pooled.subList(4, 9)))
          .isCloseTo((double) asFar / orders, within(1e-12));
    }
  }

  /** Greatest lead of the chosen points over the others above any value. */
  private static long lead(List<Double> pooled, int chosen) {
    long most = 0;
    for (double value : pooled) {
      long above = 0;
      for (int at = 0; at < pooled.size(); at++) {
        if (pooled.get(at) >= value) {
          above += (chosen >> at & 1) == 1 ? 5 : -4;
        }
      }
      most = Math.max(most, above);
    }
    return most;
  }
}
