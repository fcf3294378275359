package dev.slipway.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A Kubernetes API server reached by plain HTTP: prepares what a contract test needs and looks at
 * what came of it, without the client under test.
 *
 * @param http trusts the server
 * @param api its address
 * @param bearer token of somebody who may do everything; empty where the server asks for none
 */
public record ClusterByHand(HttpClient http, URI api, String bearer) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(100);

  /** Creates an object. */
  public JsonNode create(String path, String json) {
    return successful("POST", path, "application/json", json);
  }

  /** Changes an object by a JSON merge patch, as a person with kubectl would. */
  public JsonNode merge(String path, String json) {
    return successful("PATCH", path, "application/merge-patch+json", json);
  }

  /** Changes an object by a strategic merge patch: lists are merged by their keys. */
  public JsonNode strategic(String path, String json) {
    return successful("PATCH", path, "application/strategic-merge-patch+json", json);
  }

  /** Sends a JSON patch as it stands. */
  public JsonNode patch(String path, String json) {
    return successful("PATCH", path, "application/json-patch+json", json);
  }

  public JsonNode read(String path) {
    return successful("GET", path, "application/json", "");
  }

  /** Removes an object; harmless when it is not there. */
  public void remove(String path) {
    send("DELETE", path, "application/json", "");
  }

  /**
   * Looks until the object is so; a look that is not answered is taken again.
   *
   * @throws AssertionError after 100 s, with what the object was at last
   */
  public JsonNode await(String path, Predicate<JsonNode> so) {
    Instant end = Instant.now().plus(LONGEST_WAIT);
    JsonNode last = readIfThere(path);
    while (last.isMissingNode() || !so.test(last)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "%s did not come to be within %s: %s".formatted(path, LONGEST_WAIT, last));
      }
      pause();
      last = readIfThere(path);
    }
    return last;
  }

  private JsonNode readIfThere(String path) {
    try {
      HttpResponse<String> answer = exchange("GET", path, "application/json", "");
      return answer.statusCode() == 404 ? MissingNode.getInstance() : json("GET", path, answer);
    } catch (IOException unreachable) {
      return MissingNode.getInstance();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private JsonNode successful(String method, String path, String type, String body) {
    return json(method, path, send(method, path, type, body));
  }

  private static JsonNode json(String method, String path, HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new AssertionError(
          "%s %s: HTTP %d %s".formatted(method, path, answer.statusCode(), answer.body()));
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException broken) {
      throw new AssertionError(
          "%s %s answered no JSON: %s".formatted(method, path, answer.body()), broken);
    }
  }

  private HttpResponse<String> send(String method, String path, String type, String body) {
    try {
      return exchange(method, path, type, body);
    } catch (IOException unreachable) {
      throw new AssertionError("%s %s was not answered".formatted(method, path), unreachable);
    }
  }

  private HttpResponse<String> exchange(String method, String path, String type, String body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type)
            .header("Accept", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "cluster at " + api;
  }
}
