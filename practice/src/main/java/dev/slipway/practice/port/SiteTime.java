package dev.slipway.practice.port;

import dev.slipway.practice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The world's time beside the callers' time. The world follows the callers' clock when that moves,
 * and runs ahead of it when a port has to wait; moments which callers name are translated.
 */
public final class SiteTime {
  private final World world;
  private final InstantSource callers;
  private final Consumer<Duration> rest;
  private final TreeMap<Instant, Instant> met = new TreeMap<>();
  private Instant last;

  /**
   * @param callers the clock that callers' moments come from
   * @param rest lets that clock move on where it can be moved, as a Temporal test server's can; may
   *     do nothing
   */
  public SiteTime(World world, InstantSource callers, Consumer<Duration> rest) {
    this.world = world;
    this.callers = callers;
    this.rest = rest;
    this.last = callers.instant();
    met.put(last, world.clock().instant());
  }

  /** A world on its own, whose callers have no clock that moves. */
  public static SiteTime alone(World world) {
    Instant start = world.clock().instant();
    return new SiteTime(world, InstantSource.fixed(start), time -> {});
  }

  /** Lets the world catch up with the time that has passed for the callers. */
  public void follow() {
    world.locked(
        () -> {
          Instant now = callers.instant();
          if (now.isAfter(last)) {
            world.advance(Duration.between(last, now));
            last = now;
          }
          met.put(last, world.clock().instant());
        });
  }

  /** Waits in the world's time. */
  void pause(Duration time) {
    Instant until = world.clock().instant().plus(time);
    rest.accept(time);
    follow();
    world.advanceTo(until);
    follow();
  }

  /** The world's moment at a callers' moment; before the first meeting it is the distant past. */
  Instant translated(Instant moment) {
    return world.locked(
        () ->
            Optional.ofNullable(met.floorEntry(moment))
                .map(point -> shifted(point, moment))
                .orElse(Instant.EPOCH));
  }

  private static Instant shifted(Map.Entry<Instant, Instant> point, Instant moment) {
    return point.getValue().plus(Duration.between(point.getKey(), moment));
  }
}
