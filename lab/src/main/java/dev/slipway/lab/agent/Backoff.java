package dev.slipway.lab.agent;

import java.time.Duration;

/** Growing pauses: 1 s at first, doubled each time, 20 s at most; a tenth of a real kubelet's. */
final class Backoff {
  static final Duration LONGEST = Duration.ofSeconds(20);
  private Duration next = Duration.ofSeconds(1);

  Duration next() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return now;
  }

  void reset() {
    next = Duration.ofSeconds(1);
  }
}
