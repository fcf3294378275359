package dev.slipway.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param path below {@code /api/v1}, with its query
 * @param body null for none
 * @param key idempotency key of a POST, the same for every attempt; null for other methods
 * @param patience how long one attempt waits for its answer
 */
record Request(
    String method,
    String path,
    @Nullable String body,
    String contentType,
    String accept,
    @Nullable String key,
    Duration patience) {
  private static final String JSON = "application/json";

  /** The API gives up on what it needs itself after 15 s; its answer says more than our silence. */
  private static final Duration PATIENCE = Duration.ofSeconds(17);

  /** A worker of the site looks at everything first, for which the API gives it 60 s. */
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(75);

  static Request get(String path) {
    return new Request("GET", path, null, JSON, JSON, null, PATIENCE);
  }

  static Request post(String path, String json, String key) {
    return new Request("POST", path, json, JSON, JSON, key, PATIENCE);
  }

  static Request postYaml(String path, String yaml, String key) {
    return new Request("POST", path, yaml, "application/yaml", JSON, key, PATIENCE);
  }

  static Request delete(String path) {
    return new Request("DELETE", path, null, JSON, JSON, null, PATIENCE);
  }

  Request accepting(String mediaType) {
    return new Request(method, path, body, contentType, mediaType, key, patience);
  }

  /** A request that is answered only after a look at a site. */
  Request takingLong() {
    return new Request(method, path, body, contentType, accept, key, LONG_PATIENCE);
  }
}
