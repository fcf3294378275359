package dev.slipway.practice.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Prints the time line of a run as it grows. */
final class Teller {
  private final DemoClient client;
  private final String run;
  private long last;

  Teller(DemoClient client, String run) {
    this.client = client;
    this.run = run;
  }

  /** Prints what is new. */
  void more() {
    JsonNode entries = client.get("/releases/" + run + "/timeline");
    for (JsonNode entry : entries) {
      long number = entry.path("seq").asLong();
      if (number > last) {
        last = number;
        Stage.say(
            "  %s  %s"
                .formatted(clock(entry.path("at").asText()), entry.path("sentence").asText()));
      }
    }
  }

  private static String clock(String instant) {
    return instant.length() >= 19 ? instant.substring(11, 19) : instant;
  }
}
