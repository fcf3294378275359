package dev.slipway.definitions.run;

import java.time.Duration;

/**
 * Pauses between tries that grow with the outage: each try leaves its lines in the history, and a
 * history has an end. So whoever was away for a minute is asked again after half a minute, and
 * whoever was away for an hour after five.
 */
public final class Pause {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Duration next = FIRST;

  public void sleep(String summary) {
    Timers.sleep(next, summary);
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
