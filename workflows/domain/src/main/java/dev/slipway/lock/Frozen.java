package dev.slipway.lock;

import dev.slipway.gate.FreezeWindow;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A freeze that holds a request back.
 *
 * @param window the one that ends last
 */
record Frozen(FreezeWindow window, Instant until) {

  /**
   * The stricter of what the environment was told last and what the request was planned with: an
   * environment that nobody told its windows has them all the same.
   */
  static Optional<Frozen> of(LockSpace space, LockRequest request, Instant now) {
    if (request.ignoreFreeze() || request.purpose() == LockPurpose.ROLLBACK) {
      return Optional.empty();
    }
    return Stream.concat(space.freezes().stream(), request.freezes().stream())
        .flatMap(window -> covering(window, now).stream())
        .max(Comparator.comparing(Frozen::until));
  }

  private static Optional<Frozen> covering(FreezeWindow window, Instant now) {
    return window.coversUntil(now).map(end -> new Frozen(window, end));
  }

  /** As waiting requests are compared. */
  String why() {
    return "freeze window until " + until;
  }

  /** As people read it. */
  String sentence() {
    return window.holdsUntil(until);
  }
}
