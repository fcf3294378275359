package dev.slipway.cli;

import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param path below {@code /api/v1}, with its query
 * @param body null for none
 * @param key idempotency key of a POST, the same for every attempt; null for other methods
 */
record Request(
    String method,
    String path,
    @Nullable String body,
    String contentType,
    String accept,
    @Nullable String key) {
  private static final String JSON = "application/json";

  static Request get(String path) {
    return new Request("GET", path, null, JSON, JSON, null);
  }

  static Request post(String path, String json, String key) {
    return new Request("POST", path, json, JSON, JSON, key);
  }

  static Request postYaml(String path, String yaml, String key) {
    return new Request("POST", path, yaml, "application/yaml", JSON, key);
  }

  static Request delete(String path) {
    return new Request("DELETE", path, null, JSON, JSON, null);
  }

  Request accepting(String mediaType) {
    return new Request(method, path, body, contentType, mediaType, key);
  }
}
