package dev.slipway.fire.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/**
 * The public API as a patient client uses it: the same key until there is an answer, whoever dies
 * meanwhile.
 */
public final class Door {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration ATTEMPT = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI address;
  private final String token;

  Door(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  /**
   * @param status 4xx: trying again does not help
   */
  public record Answer(int status, JsonNode body) {
    public boolean good() {
      return status < 300;
    }

    /** The body of a good answer. */
    public JsonNode orFail(String what) {
      if (!good()) {
        throw new FireFailure("%s was answered with %d: %s".formatted(what, status, body));
      }
      return body;
    }
  }

  /** The same API with the token of somebody else. */
  public Door as(String secret) {
    return new Door(address, secret);
  }

  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  public Answer post(String path, JsonNode body) {
    return post(path, body.toString(), "application/json");
  }

  public Answer post(String path, String body, String type) {
    return send(
        request(path)
            .header("Content-Type", type)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve("/api/v1" + path))
        .timeout(ATTEMPT)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String trouble = "nobody was asked";
    while (System.nanoTime() < end) {
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 500) {
          return new Answer(answer.statusCode(), JSON.readTree("[" + answer.body() + "]").path(0));
        }
        trouble = answer.statusCode() + " " + answer.body();
      } catch (IOException silent) {
        trouble = String.valueOf(silent);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new FireFailure("interrupted", stop);
      }
      Waiting.pause();
    }
    throw new FireFailure(
        "%s %s was not answered for %s: %s"
            .formatted(request.method(), request.uri().getPath(), PATIENCE, trouble));
  }
}
