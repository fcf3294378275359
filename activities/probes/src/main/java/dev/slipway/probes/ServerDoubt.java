package dev.slipway.probes;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An API server that has just started refuses everybody until it has read its roles, which says
 * nothing about any right. So whoever is refused asks it first whether it is ready.
 */
final class ServerDoubt {
  static final String READY = "/readyz";
  private static final int TOO_MANY = 429;

  /** A server that refuses even to say whether it is ready gets this often a pause to change it. */
  private static final int ASKS = 4;

  private final Asking asking;
  private final Duration pause;

  /** Asks once whether the server is ready. */
  interface Asking {
    /**
     * @return status of the answer
     */
    int ready() throws IOException;
  }

  /**
   * @param pause before a refused question about readiness is asked again
   */
  ServerDoubt(Asking asking, Duration pause) {
    this.asking = asking;
    this.pause = pause;
  }

  static boolean isRefusal(int status) {
    return status == 401 || status == 403;
  }

  /** Why its refusals mean nothing now; empty when they are meant. */
  Optional<Reply> notReady() {
    int said = said();
    for (int ask = 1; ask < ASKS && isRefusal(said); ask++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause.toMillis()));
      said = said();
    }
    return isReady(said)
        ? Optional.empty()
        : Optional.of(
            new Reply.OutOfSight(
                "the API server refuses everybody while it is not ready (%s %s)"
                    .formatted(READY, said == 0 ? "is not answered" : "says HTTP " + said)));
  }

  /**
   * Only silence, 429 and what a server says of itself mean that it is not; a gateway that knows no
   * such page gives no reason to doubt its refusals.
   */
  private static boolean isReady(int status) {
    return status != 0 && status != TOO_MANY && status < 500;
  }

  private int said() {
    try {
      return asking.ready();
    } catch (IOException silent) {
      return 0;
    }
  }
}
