package dev.slipway.lab.faults;

import dev.slipway.lab.word.Worded;
import java.time.Duration;

/** What goes wrong on the wire. */
public enum Fault implements Worded {
  /** Answers come three seconds late, for a while. */
  LATENCY("latency", Duration.ofSeconds(10)),
  /** Too many requests: not carried out, come back in three seconds. */
  TOO_MANY("429", Duration.ZERO),
  /** A conflict with somebody else: not carried out. */
  CONFLICT("409", Duration.ZERO),
  /** An error of the server: not carried out. */
  SERVER_ERROR("500", Duration.ZERO),
  /** The server does not serve now: not carried out. */
  OVERLOADED("503", Duration.ZERO),
  /** The connection is reset, and the request never reaches the system. */
  RESET_BEFORE("reset-before", Duration.ZERO),
  /** The system has done what was asked, and the connection is reset instead of its answer. */
  RESET_AFTER("reset-after", Duration.ZERO),
  /** The system has done what was asked, and the connection ends in the middle of its answer. */
  HALF("half", Duration.ZERO),
  /** The system has done what was asked, and something that is no sense comes back as a success. */
  NONSENSE("wrong-json", Duration.ZERO),
  /** The certificate is out of date, for a while. */
  EXPIRED("expired", Duration.ofSeconds(10)),
  /** Everything is swallowed without a word, for half a minute. */
  HOLE("hole-30s", Duration.ofSeconds(30)),
  /** Everything is swallowed without a word, for ten minutes. */
  LONG_HOLE("hole-10m", Duration.ofMinutes(10)),
  /** Reads are answered as before the strike, for a while; writes are carried out. */
  STALE("stale", Duration.ofSeconds(10));

  private final String word;
  private final Duration lasts;

  Fault(String word, Duration lasts) {
    this.word = word;
    this.lasts = lasts;
  }

  @Override
  public String word() {
    return word;
  }

  /** Zero for a fault of single requests; otherwise all requests fail for so long. */
  public Duration lasts() {
    return lasts;
  }

  boolean lasting() {
    return !lasts.isZero();
  }

  boolean silent() {
    return this == HOLE || this == LONG_HOLE;
  }

  /**
   * @throws IllegalArgumentException naming the known ones
   */
  public static Fault of(String word) {
    return Worded.of(values(), word, "no fault '%s'; there are %s");
  }
}
