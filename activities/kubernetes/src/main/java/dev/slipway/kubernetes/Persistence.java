package dev.slipway.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** How long each thing has been seen without a gap: one bad look is not yet a bad state. */
final class Persistence {
  private record Run(Instant first, int looks) {}

  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private Instant now = Instant.EPOCH;

  void beginLook(Instant at) {
    now = at;
    seen.clear();
  }

  /** What was not seen in this look has ended, and starts anew next time. */
  void endLook() {
    runs.keySet().retainAll(seen);
  }

  boolean lasts(String what, Duration atLeast) {
    return !note(what).first().plus(atLeast).isAfter(now);
  }

  boolean seenTimes(String what, int looks) {
    return note(what).looks() >= looks;
  }

  private Run note(String what) {
    if (seen.add(what)) {
      runs.merge(what, new Run(now, 1), (old, one) -> new Run(old.first(), old.looks() + 1));
    }
    return runs.get(what);
  }
}
