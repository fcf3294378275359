package dev.slipway.fire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lab.faults.Fault;
import dev.slipway.lab.faults.Strike;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PickTest {
  @Test
  void isReadAsItIsPrinted() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      List<Pick> picks = Rounds.byChance(List.of(Line.values()), random);

      assertThat(picks).hasSize(Line.values().length);
      assertThat(picks.stream().map(pick -> Pick.read(pick.toString()))).isEqualTo(picks);
    }
  }

  @Test
  void theSameNumberGivesTheSamePicks() {
    List<Line> all = List.of(Line.values());

    assertThat(Rounds.byChance(all, new Random(42)))
        .isEqualTo(Rounds.byChance(all, new Random(42)));
  }

  @Test
  void refusesWhatMeansNothingAndSaysWhatDoes() {
    assertThatThrownBy(() -> Pick.read("ledger 503 WRITE #1"))
        .hasMessageContaining("means nothing for ledger; it knows [latency, reset-before");
    assertThatThrownBy(() -> Pick.read("kubernetes 503"))
        .hasMessageContaining("kubernetes 503 WRITE #1");
    assertThatThrownBy(() -> Pick.read("cluster 503 WRITE #1"))
        .hasMessageContaining("no proxy 'cluster'; there are kubernetes, registry");
    assertThatThrownBy(() -> Pick.read("kubernetes 418 WRITE #1"))
        .hasMessageContaining("no fault '418'; there are latency, 429");
  }

  @Test
  void everyFaultOfEverySystemComesOnce() {
    List<List<Pick>> rounds = Rounds.every(List.of(Line.values()), new Random(1));

    for (Line line : Line.values()) {
      assertThat(
              rounds.stream()
                  .flatMap(List::stream)
                  .filter(pick -> pick.line() == line)
                  .map(Pick::fault))
          .containsExactlyInAnyOrderElementsOf(line.faults());
    }
  }

  @Test
  void tenMinutesLastAsLongAsIsWanted() {
    Strike strike = Pick.read("temporal hole-10m WRITE #3").strike(Duration.ofSeconds(100));

    assertThat(strike)
        .isEqualTo(new Strike(Fault.LONG_HOLE, strike.deed(), 3, 1, Duration.ofSeconds(100)));
  }

  @Test
  void briefRoundsHaveNoOutage() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      assertThat(Rounds.brief(List.of(Line.values()), random))
          .noneMatch(pick -> pick.stays() || pick.fault() == Fault.LONG_HOLE);
    }
  }
}
