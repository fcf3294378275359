package dev.slipway.lab.witness;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One change of what is declared of an object.
 *
 * @param object {@code deployments/web}
 * @param revision of the store, in the order of all effects
 * @param by who did it; empty where no witness knows
 * @param from the whole object before; missing when it was made
 * @param to the whole object after; missing when it was deleted
 */
public record SeenEffect(String object, long revision, String by, JsonNode from, JsonNode to) {

  /** The mark of the one who acts; empty where the object carries none. */
  public String operation() {
    return to.path("metadata").path("annotations").path("slipway.dev/operation").asText("");
  }

  /** The fencing token on the object; 0 where it carries none. */
  public long token() {
    return to.path("metadata").path("annotations").path("slipway.dev/token").asLong(0);
  }

  SeenEffect by(String author) {
    return new SeenEffect(object, revision, author, from, to);
  }

  @Override
  public String toString() {
    return "%s at revision %d by %s (%s)"
        .formatted(object, revision, by.isEmpty() ? "nobody known" : by, operation());
  }
}
