package dev.slipway.practice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.TreeSet;

/** The moment at which a worker was killed, to be compared with what the ledger says of it. */
record Kill(Instant at) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Whether a rollout was under way then: a service's change was intended and its rollout had not
   * ended.
   *
   * @param facts as {@code GET /ledger/RUN} answers, one JSON object per line
   */
  boolean inTheMiddle(String facts) {
    var underWay = new TreeSet<String>();
    for (String line : facts.lines().toList()) {
      JsonNode entry = read(line);
      JsonNode fact = entry.path("fact");
      String service = fact.path("service").asText();
      boolean then = fact.isObject() && !Instant.parse(entry.path("at").asText()).isAfter(at);
      if (then && fact.path("fact").asText().equals("change-intended")) {
        underWay.add(service);
      }
      if (then && fact.path("fact").asText().equals("rollout-ended")) {
        underWay.remove(service);
      }
    }
    return !underWay.isEmpty();
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException garbled) {
      throw new DemoFailure("the ledger's export is no JSON", garbled);
    }
  }
}
