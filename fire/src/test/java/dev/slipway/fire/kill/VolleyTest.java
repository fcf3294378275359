package dev.slipway.fire.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fire.fuse.Attempt;
import dev.slipway.fire.fuse.Moment;
import dev.slipway.fire.fuse.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(100)
class VolleyTest {
  private final AtomicInteger kills = new AtomicInteger();
  private final Volley volley = new Volley(this::kill, Volley.Fate.DIES, Duration.ofHours(1));
  private final Trap first = first(volley);
  private final Trap second = trap(volley, "x2", new Where(List.of(), List.of(2)));

  @Test
  void strikesAllThatHaveComeToTheirPointByOneKill() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> one = pool.submit(() -> first.at(moment("x1", "A")));
      Future<Boolean> other =
          pool.submit(() -> second.at(moment("x2", "A")) && second.at(moment("x2", "B")));

      assertThat(one.get(80, TimeUnit.SECONDS)).isFalse();
      assertThat(other.get(80, TimeUnit.SECONDS)).isFalse();
    }
    assertThat(kills).hasValue(1);
    assertThat(first.reached()).containsExactly(Point.of("BEGIN rollout/r1/web A #1"));
    assertThat(second.reached()).containsExactly(Point.of("BEGIN rollout/r1/web B #1"));
  }

  @Test
  void doesNotWaitForARoundThatIsOver() {
    second.over();

    assertThat(first.at(moment("x1", "A"))).isFalse();
    assertThat(kills).hasValue(1);
  }

  @Test
  void strikesAloneWhenNobodyElseComes() {
    Volley hasty = new Volley(this::kill, Volley.Fate.LIVES, Duration.ofMillis(20));
    Trap absent = trap(hasty, "x2", new Where(List.of(), List.of(2)));

    assertThat(first(hasty).at(moment("x1", "A"))).isTrue();
    assertThat(absent.reached()).isEmpty();
    assertThat(kills).hasValue(1);
  }

  @Test
  void doesNotKeepAStoppingProcessFromItsEnd() {
    CompletableFuture<Duration> end = new CompletableFuture<>();
    Volley stop = new Volley(() -> end, Volley.Fate.STOPS, Duration.ofMillis(20));
    Trap both = trap(stop, "x1", new Where(List.of(), List.of(1, 2)));

    assertThat(both.at(moment("x1", "A"))).isTrue();
    assertThat(both.at(moment("x1", "B"))).isTrue();

    assertThat(both.reached()).hasSize(2);
    assertThat(stop.strikes()).isEqualTo(1);
    end.complete(Duration.ofSeconds(3));
    assertThat(stop.over()).hasSeconds(3);
  }

  @Test
  void letsEverythingElsePass() {
    assertThat(first.at(moment("x1", "B"))).isTrue();
    assertThat(first.at(moment("x2", "A"))).isTrue();
    assertThat(first.at(moment("x3", "A"))).isTrue();
    assertThat(kills).hasValue(0);
  }

  private CompletableFuture<Duration> kill() {
    kills.incrementAndGet();
    return CompletableFuture.completedFuture(Duration.ZERO);
  }

  private static Trap first(Volley volley) {
    return trap(volley, "x1", Where.at(List.of(Point.of("BEGIN rollout/r1/web A #1"))));
  }

  private static Trap trap(Volley volley, String round, Where where) {
    Trap trap = new Trap(new Passing(round), volley, where);
    volley.add(trap);
    return trap;
  }

  private static Moment moment(String round, String what) {
    return new Moment(Stage.BEGIN, "rollout/%s-r1/web".formatted(round), what, Attempt.of("7", 1));
  }
}
