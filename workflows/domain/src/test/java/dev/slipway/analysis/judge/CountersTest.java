package dev.slipway.analysis.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {
  private static final Instant BORN = Seen.BEGIN.plusSeconds(5);

  @Test
  void countsWhatCameBetweenTwoReadings() {
    assertThat(canary(read(0, 100, 3), read(1, 110, 4), read(2, 125, 4)))
        .containsExactly(new Tally("CANARY-1", 10, 1), new Tally("CANARY-1", 15, 0));
  }

  @Test
  void countsFromZeroWhenACounterFalls() {
    assertThat(canary(read(0, 100, 3), read(1, 7, 2))).containsExactly(new Tally("CANARY-1", 7, 2));
  }

  @Test
  void countsFromBirthWhatANewPodAnswered() {
    assertThat(canary(born("new", 6, 8, 8), born("new", 7, 10, 9)))
        .containsExactly(new Tally("new", 8, 8), new Tally("new", 2, 1));
  }

  @Test
  void countsFromZeroWhenTheContainerStartedAnewThoughItsCounterIsHigher() {
    assertThat(
            canary(
                new Sample.Counter(
                    Seen.BEGIN.plusSeconds(5),
                    new Source(Arm.CANARY, "one", Seen.BEGIN.minusSeconds(9)),
                    4,
                    0),
                born("one", 6, 8, 8)))
        .containsExactly(new Tally("one", 8, 8));
  }

  @Test
  void leavesOutWhatIsLateTwiceOrImpossible() {
    assertThat(
            canary(
                read(0, 100, 3),
                read(1, 110, 4),
                read(1, 110, 4),
                read(0, 90, 1),
                read(2, Double.NaN, 4),
                read(3, 120, 130),
                read(4, 130, 5)))
        .containsExactly(new Tally("CANARY-1", 10, 1), new Tally("CANARY-1", 20, 1));
  }

  @Test
  void leavesOutWhatHappenedInALongGap() {
    assertThat(canary(read(0, 100, 0), read(60, 700, 90), read(61, 710, 90)))
        .containsExactly(new Tally("CANARY-1", 10, 0));
  }

  @Test
  void waitsUntilAPodIsWarmWhereTheRuleSaysSo() {
    Standing warm = new Standing(true, 1, WhenSilent.HOLD, Duration.ofSeconds(2));

    assertThat(canary(warm, born("new", 6, 8, 8), born("new", 7, 10, 9), born("new", 8, 30, 9)))
        .containsExactly(new Tally("new", 2, 1), new Tally("new", 20, 0));
  }

  @Test
  void readsTheShareSlowerThanABoundFromAHistogram() {
    Buckets buckets = new Buckets(List.of(0.1, 0.5, 1.0), List.of(50.0, 90.0, 99.0), 100);

    assertThat(buckets.slowerThan(0.5)).isEqualTo(10);
    assertThatThrownBy(() -> buckets.slowerThan(0.3))
        .hasMessage(
            "no bucket ends at 0.3 s; there are [0.1, 0.5, 1.0]; choose one of them as the bound");
  }

  private static Sample.Counter read(long second, double total, double bad) {
    return Seen.counter(Arm.CANARY, second, total, bad);
  }

  private static Sample.Counter born(String pod, long second, double total, double bad) {
    return new Sample.Counter(
        Seen.BEGIN.plusSeconds(second), new Source(Arm.CANARY, pod, BORN), total, bad);
  }

  private static List<Tally> canary(Sample... samples) {
    return canary(Standing.CRITICAL, samples);
  }

  private static List<Tally> canary(Standing standing, Sample... samples) {
    return Counters.intervals(Seen.after(100), standing, List.of(samples)).values().stream()
        .flatMap(interval -> interval.canary().stream())
        .toList();
  }
}
