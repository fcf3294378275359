package dev.slipway.practice.app;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer of the application.
 *
 * @param status the HTTP status
 * @param headers by name as sent
 * @param body the text, JSON unless the content type says otherwise
 * @param delay how long the application takes to answer; a server waits it out, a simulated world
 *     counts it
 */
public record AppResponse(int status, Map<String, String> headers, String body, Duration delay) {

  static AppResponse json(int status, String body) {
    return new AppResponse(status, Map.of("Content-Type", "application/json"), body, Duration.ZERO);
  }

  static AppResponse text(String body) {
    return new AppResponse(
        200, Map.of("Content-Type", "text/plain; version=0.0.4"), body, Duration.ZERO);
  }

  AppResponse with(String header, String value) {
    TreeMap<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new AppResponse(status, more, body, delay);
  }

  AppResponse after(Duration time) {
    return new AppResponse(status, headers, body, time);
  }
}
