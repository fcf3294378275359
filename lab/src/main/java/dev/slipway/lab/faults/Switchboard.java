package dev.slipway.lab.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts the requests of one proxy and says which of them fail. */
final class Switchboard {
  private final List<String> struck = new ArrayList<>();
  private final List<String> watches = new ArrayList<>();
  private @Nullable Strike strike;
  private int seen;
  private int times;
  private boolean open;
  private long closesAt;

  synchronized void arm(Strike next) {
    calm();
    strike = next;
    seen = 0;
    times = 0;
  }

  synchronized void calm() {
    strike = null;
    open = false;
    notifyAll();
  }

  /** What was hit since the proxy began, in order. */
  synchronized List<String> struck() {
    return List.copyOf(struck);
  }

  /** Requests that asked to be told of changes as they come. */
  synchronized List<String> watches() {
    return List.copyOf(watches);
  }

  synchronized void watched(String what) {
    watches.add(what);
  }

  /**
   * The fault of one request; a lasting one once it has begun meets every request.
   *
   * @param what as it shall stand in a report
   */
  synchronized Optional<Fault> at(Deed deed, String what) {
    Strike now = strike;
    if (now == null) {
      return Optional.empty();
    }
    if (open) {
      return Optional.of(now.fault()).filter(fault -> !over());
    }
    if (deed != now.deed() || ++seen < now.first() || times >= now.times()) {
      return Optional.empty();
    }
    if (now.fault().lasting()) {
      begin(now, what);
    } else {
      times++;
      struck.add(what);
    }
    return Optional.of(now.fault());
  }

  private void begin(Strike now, String what) {
    open = true;
    closesAt = System.nanoTime() + now.lasts().toNanos();
    struck.add(what);
    // one that lasts does so once
    times = Strike.ALWAYS;
  }

  /** Whether this lasting fault goes on just now. */
  synchronized boolean goesOn(Fault fault) {
    return strike != null && strike.fault() == fault && open && !over();
  }

  /** Whether nothing is answered just now. */
  synchronized boolean silent() {
    return strike != null && strike.fault().silent() && open && !over();
  }

  private boolean over() {
    if (open && System.nanoTime() > closesAt) {
      open = false;
      strike = null;
      notifyAll();
      return true;
    }
    return false;
  }

  /** Comes back when nothing is silent any more. */
  synchronized void sit() throws InterruptedException {
    while (silent()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, closesAt - System.nanoTime()));
    }
  }

  /** Comes back after this time, or when all is well. */
  synchronized void rest(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); strike != null && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
