package dev.slipway.probes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.contract.FailureType;
import java.io.IOException;

/** An answer that came through the API server, which answers itself when it has no other answer. */
record ProxyAnswer(Reply.Answered answered, JsonNode status) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ProxyAnswer of(Reply.Answered answered) {
    JsonNode json = JSON.missingNode();
    try {
      json = answered.good() ? json : JSON.readTree(answered.body());
    } catch (IOException e) {
      // not the API server's own words then
    }
    boolean own =
        json.path("kind").asText().equals("Status")
            && json.path("apiVersion").asText().equals("v1");
    return new ProxyAnswer(answered, own ? json : JSON.missingNode());
  }

  /** Whether the API server itself refused to pass the question on. */
  boolean isRefusal() {
    return !status.isMissingNode() && ServerDoubt.isRefusal(answered.status());
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure FORBIDDEN when the site may not look
   */
  Reply reply() {
    if (status.isMissingNode()) {
      return answered;
    }
    String message = status.path("message").asText();
    return switch (answered.status()) {
      case 401 ->
          throw FailureType.FORBIDDEN.failure(
              "the API server does not know the site's login (%s): renew its token or certificate"
                  .formatted(message));
      case 403 ->
          throw FailureType.FORBIDDEN.failure(
              "the site's login may not reach Services through the API server: allow get, create, update and delete on services/proxy (%s)"
                  .formatted(message));
      case 404 -> new Reply.Broken(message);
      case 502, 503 -> unreached(message);
      default -> new Reply.OutOfSight("API server: " + message);
    };
  }

  /**
   * A pod that is gone for a moment, a network that blinks and a service that never listens sound
   * the same here.
   */
  private static Reply unreached(String message) {
    boolean mayBeTheService =
        message.contains("no endpoints") || message.contains("trying to reach service");
    return mayBeTheService && !message.contains("No agent available")
        ? new Reply.Lost(message)
        : new Reply.OutOfSight("API server: " + message);
  }
}
