package dev.slipway.lab.faults;

import java.time.Duration;

/**
 * Which requests fail.
 *
 * @param deed only these are counted and, unless the fault lasts, hit
 * @param first number of the first one that fails, from 1
 * @param times how many fail, one after the other; of no meaning for a fault that lasts
 * @param lasts how long a fault goes on that lasts; zero for the others
 */
public record Strike(Fault fault, Deed deed, int first, int times, Duration lasts) {
  /** More than anybody asks: until the proxy is told to be well again. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  private static final Duration FOR_EVER = Duration.ofDays(1);

  public Strike {
    if (first < 1 || times < 1) {
      throw new IllegalArgumentException(
          "strike number %d for %d times: both begin at 1".formatted(first, times));
    }
    if (fault.lasting() == lasts.isZero()) {
      throw new IllegalArgumentException(
          "%s for %s: %s"
              .formatted(
                  fault.word(), lasts, fault.lasting() ? "it needs a time" : "it has no duration"));
    }
  }

  /** One request, or as long as the fault lasts by itself. */
  public static Strike once(Fault fault, Deed deed, int first) {
    return new Strike(fault, deed, first, 1, fault.lasts());
  }

  /** Until the proxy is told to be well again. */
  public static Strike staying(Fault fault, Deed deed, int first) {
    return new Strike(fault, deed, first, ALWAYS, fault.lasting() ? FOR_EVER : Duration.ZERO);
  }
}
