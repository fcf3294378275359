package dev.slipway.kubernetes;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Beats beside the calls of a look: one of them may last longer than anybody waits for a sign of
 * life, and a watch that is thought dead begins anew without what it knew.
 */
final class Ticker implements AutoCloseable {
  private static final Duration PACE = Duration.ofSeconds(2);

  /** A look that says nothing for so long hangs: no more life is feigned then. */
  private static final int MOST_BEATS_WITHOUT_NEWS = 150;

  private final Pulse pulse;
  private final Pulse beside;
  private final Thread thread;
  private volatile Pulse.Sign sign;
  private final AtomicInteger withoutNews = new AtomicInteger();
  private volatile @Nullable RuntimeException unwanted;

  Ticker(Pulse pulse, Pulse.Sign first) {
    this.pulse = pulse;
    this.beside = pulse.beside();
    this.sign = first;
    this.thread = Thread.ofVirtual().name("pulse").start(this::tick);
  }

  /** News of the look, said at once. */
  void beat(Pulse.Sign news) {
    sign = news;
    withoutNews.set(0);
    RuntimeException end = unwanted;
    if (end != null) {
      throw end;
    }
    pulse.beat(news);
  }

  private void tick() {
    try {
      while (withoutNews.getAndIncrement() < MOST_BEATS_WITHOUT_NEWS) {
        TimeUnit.MILLISECONDS.sleep(PACE.toMillis());
        beside.beat(sign);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException nobodyListens) {
      unwanted = nobodyListens;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
