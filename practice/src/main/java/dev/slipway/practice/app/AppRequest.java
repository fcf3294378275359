package dev.slipway.practice.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request to the application.
 *
 * @param method upper case, {@code GET}
 * @param path absolute, without the query
 * @param headers by lower-case name, one value each
 * @param body empty when there is none
 */
public record AppRequest(String method, String path, Map<String, String> headers, String body) {

  public AppRequest {
    TreeMap<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = lower;
    method = method.toUpperCase(Locale.ROOT);
  }

  public static AppRequest get(String path) {
    return new AppRequest("GET", path, Map.of(), "");
  }

  public static AppRequest post(String path, String body) {
    return new AppRequest("POST", path, Map.of("content-type", "application/json"), body);
  }

  /** The path in its parts: {@code /api/v1/device/7} gives {@code [api, v1, device, 7]}. */
  List<String> parts() {
    return List.of(path.split("/")).stream().filter(part -> !part.isEmpty()).toList();
  }
}
