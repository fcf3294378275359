package dev.slipway.people;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param timeout for one delivery, 100 ms to 5 minutes
 * @param plainHosts hosts that may be told without TLS; loopback always may
 * @param smtp relay for mail; null when this installation sends none
 */
public record NoticeSettings(
    Duration timeout, List<String> plainHosts, @Nullable SmtpSettings smtp) {
  public NoticeSettings {
    plainHosts = List.copyOf(plainHosts);
    if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException(
          "notice timeout is %s: use 100 ms to 5 minutes".formatted(timeout));
    }
  }
}
