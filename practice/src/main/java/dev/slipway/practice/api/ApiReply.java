package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer of any of the site's faces.
 *
 * @param status the HTTP status
 * @param headers by name as sent
 * @param body empty when there is none
 * @param delay how long to wait before it is sent
 */
public record ApiReply(int status, Map<String, String> headers, String body, Duration delay) {

  public static ApiReply json(int status, JsonNode body) {
    return text(status, "application/json", Json.write(body));
  }

  public static ApiReply text(int status, String type, String body) {
    return new ApiReply(status, Map.of("Content-Type", type), body, Duration.ZERO);
  }

  public ApiReply with(String header, String value) {
    TreeMap<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new ApiReply(status, more, body, delay);
  }

  public ApiReply after(Duration time) {
    return new ApiReply(status, headers, body, time);
  }

  /** The API server's Status object for a refusal. */
  public static ApiReply refused(Refused refused) {
    return json(
        refused.code(),
        status(refused.code(), refused.reason(), String.valueOf(refused.getMessage())));
  }

  static ObjectNode status(int code, String reason, String message) {
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", code < 400 ? "Success" : "Failure").put("message", message);
    return status.put("reason", reason).put("code", code);
  }
}
