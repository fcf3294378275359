package dev.slipway.practice.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The simulated cluster: objects, images, time and the controllers that act on them. All access
 * goes through {@link #locked}; within it the world stands still. Writes from outside are not
 * answered by the controllers at once but when time moves next, as in a real cluster, where a
 * writer always sees its own write before its effects.
 */
public final class World {
  private static final int ROUNDS = 500;

  private final ReentrantLock lock = new ReentrantLock();
  private final WorldClock clock;
  private final ObjectStore store;
  private final Kinds kinds = new Kinds();
  private final Agenda agenda = new Agenda();
  private final EventLog events = new EventLog(this);
  private final Images images = new Images();
  private final List<Controller> controllers = new ArrayList<>();
  private long settledVersion = -1;

  public World(Instant start) {
    clock = new WorldClock(start);
    store = new ObjectStore(clock);
  }

  public WorldClock clock() {
    return clock;
  }

  public ObjectStore store() {
    return store;
  }

  public Kinds kinds() {
    return kinds;
  }

  public Agenda agenda() {
    return agenda;
  }

  public EventLog events() {
    return events;
  }

  public Images images() {
    return images;
  }

  /** Adds a part that acts; the order of adding is the order of acting. */
  public void add(Controller controller) {
    controllers.add(controller);
  }

  /** Does something while nobody else touches the world. */
  public <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Does something while nobody else touches the world. */
  public void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /** Moves time on and lets happen what is due, each thing at its own instant. */
  public void advance(Duration time) {
    locked(() -> advanceTo(clock.instant().plus(time)));
  }

  /** Moves time to an instant; an earlier one than now lets happen what is due now. */
  public void advanceTo(Instant target) {
    locked(
        () -> {
          settle();
          Optional<Instant> next = agenda.next();
          while (next.isPresent() && !next.get().isAfter(target)) {
            clock.moveTo(next.get());
            settle();
            next = agenda.next();
          }
          clock.moveTo(target);
        });
  }

  private void settle() {
    boolean due = agenda.take(clock.instant());
    if (!due && store.version() == settledVersion) {
      return;
    }
    long before = -1;
    for (int round = 0; before != store.version(); round++) {
      if (round > ROUNDS) {
        throw new IllegalStateException("the controllers keep writing without an end");
      }
      before = store.version();
      controllers.forEach(Controller::step);
      agenda.take(clock.instant());
    }
    settledVersion = before;
  }
}
