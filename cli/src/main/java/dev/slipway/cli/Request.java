package dev.slipway.cli;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param path below {@code /api/v1}, with its query
 * @param body null for none
 * @param key idempotency key of a POST, the same for every attempt; null for other methods
 * @param patience how long one attempt waits for its answer
 * @param reads whether it changes nothing, so that nobody must wonder whether it was done
 */
record Request(
    String method,
    String path,
    @Nullable String body,
    String contentType,
    String accept,
    @Nullable String key,
    Duration patience,
    boolean reads) {
  private static final String JSON = "application/json";

  /** The API gives up on what it needs itself after 15 s; its answer says more than our silence. */
  private static final Duration PATIENCE = Duration.ofSeconds(17);

  /** A worker of the site looks at everything first, for which the API gives it 60 s. */
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(75);

  static Request get(String path) {
    return new Request("GET", path, null, JSON, JSON, null, PATIENCE, true);
  }

  static Request post(String path, String json, String key) {
    return new Request("POST", path, json, JSON, JSON, key, PATIENCE, false);
  }

  static Request postYaml(String path, String yaml, String key) {
    return new Request("POST", path, yaml, "application/yaml", JSON, key, PATIENCE, false);
  }

  /**
   * A question that is too long for a path: it changes nothing. Its key, of which nobody needs to
   * know, spares the API from answering the same question twice.
   */
  static Request look(String path, String json) {
    return new Request(
        "POST", path, json, JSON, JSON, UUID.randomUUID().toString(), PATIENCE, true);
  }

  /** The same with documents. */
  static Request lookYaml(String path, String yaml) {
    return look(path, yaml).with("application/yaml");
  }

  private Request with(String type) {
    return new Request(method, path, body, type, accept, key, patience, reads);
  }

  static Request delete(String path) {
    return new Request("DELETE", path, null, JSON, JSON, null, PATIENCE, false);
  }

  Request accepting(String mediaType) {
    return new Request(method, path, body, contentType, mediaType, key, patience, reads);
  }

  /** A request that is answered only after a look at a site. */
  Request takingLong() {
    return new Request(method, path, body, contentType, accept, key, LONG_PATIENCE, reads);
  }
}
