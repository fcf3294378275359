package dev.slipway.api.engine;

import java.time.Duration;

/** Who asks for the work of one task queue. */
public sealed interface Polling {
  /** A living worker asks anew at least every 60 s; who is silent for longer than this is gone. */
  Duration LONGEST_SILENCE = Duration.ofSeconds(75);

  String queue();

  /**
   * @param pollers that asked lately enough to be alive
   * @param ago since the last one asked
   */
  record Asked(String queue, int pollers, Duration ago) implements Polling {}

  /** Nobody asked within the last minutes. */
  record Nobody(String queue) implements Polling {}

  /** Temporal does not say. */
  record Untold(String queue, String why) implements Polling {}

  /** Whether it is known that nobody does the work of this queue. */
  default boolean isMissing() {
    return switch (this) {
      case Asked asked -> asked.ago().compareTo(LONGEST_SILENCE) > 0;
      case Nobody nobody -> true;
      case Untold untold -> false;
    };
  }

  /** For a person. */
  default String sentence() {
    return switch (this) {
      case Asked asked ->
          isMissing()
              ? "no worker has polled %s for %s".formatted(queue(), words(asked.ago()))
              : "%s on task queue '%s', last poll %s ago"
                  .formatted(
                      asked.pollers() == 1 ? "1 poller" : asked.pollers() + " pollers",
                      queue(),
                      words(asked.ago()));
      case Nobody nobody -> "no worker polls %s".formatted(queue());
      case Untold untold -> "it is not known who polls %s: %s".formatted(queue(), untold.why());
    };
  }

  private static String words(Duration time) {
    return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }
}
