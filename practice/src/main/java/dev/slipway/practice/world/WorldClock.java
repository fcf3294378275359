package dev.slipway.practice.world;

import java.time.Instant;
import java.time.InstantSource;

/** The world's time: it stands still until the world moves it, and it never goes back. */
public final class WorldClock implements InstantSource {
  private volatile Instant now;

  public WorldClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void moveTo(Instant time) {
    if (time.isAfter(now)) {
      now = time;
    }
  }
}
