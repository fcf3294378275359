package dev.slipway.probes;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param reach hosts that may be asked
 * @param timeout for one request, 100 ms to 5 minutes
 * @param extraTrust PEM file of certificate authorities to trust beside the JDK's own; null for
 *     none
 */
public record ProbeSettings(Reach reach, Duration timeout, @Nullable Path extraTrust) {
  public ProbeSettings {
    if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException(
          "probe timeout is %s: use 100 ms to 5 minutes".formatted(timeout));
    }
  }
}
