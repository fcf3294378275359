package dev.slipway.fire.site;

import dev.slipway.practice.world.Change;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.ObjectKey;
import dev.slipway.practice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache that lags behind: whoever reads through it sees objects as they were some seconds ago.
 */
final class Lag {
  private static final Duration BEHIND = Duration.ofSeconds(10);

  private @Nullable World world;
  private final Map<ObjectKey, TreeMap<Instant, KubeObject>> past = new ConcurrentHashMap<>();
  private final ThreadLocal<Boolean> behind = ThreadLocal.withInitial(() -> false);

  /** Remembers from now on what becomes of this world's objects. */
  void remember(World remembered) {
    world = remembered;
    remembered.locked(
        () -> remembered.store().watch(change -> remember(change, remembered.clock().instant())));
  }

  private void remember(Change change, Instant at) {
    KubeObject now = change.object();
    past.computeIfAbsent(now.key(), unseen -> new TreeMap<>()).put(at, now);
  }

  /** What this thread sees of an object. */
  KubeObject seen(KubeObject present) {
    if (!behind.get() || world == null) {
      return present;
    }
    Instant then = world.clock().instant().minus(BEHIND);
    var old = past.getOrDefault(present.key(), new TreeMap<>()).floorEntry(then);
    return old == null ? present : old.getValue();
  }

  /** Lets this thread read through the cache. */
  <T> T during(Supplier<T> reading) {
    behind.set(true);
    try {
      return reading.get();
    } finally {
      behind.set(false);
    }
  }
}
