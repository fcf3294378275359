package dev.slipway.practice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Prints the time line of a run as it grows. */
final class Teller {
  private final DemoClient client;
  private final String run;
  private final List<String> told = new ArrayList<>();
  private long last;

  Teller(DemoClient client, String run) {
    this.client = client;
    this.run = run;
  }

  /** Whether a fact of this kind was printed, with a sentence that begins so. */
  boolean hasTold(String kind, String words) {
    return told.stream().anyMatch(line -> line.startsWith(kind + " " + words));
  }

  String run() {
    return run;
  }

  /** Prints what is new. */
  void more() {
    JsonNode entries = client.get("/releases/" + run + "/timeline");
    for (JsonNode entry : entries) {
      long number = entry.path("seq").asLong();
      if (number > last) {
        last = number;
        told.add(entry.path("kind").asText() + " " + entry.path("sentence").asText());
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
