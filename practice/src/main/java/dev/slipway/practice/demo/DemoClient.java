package dev.slipway.practice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** Speaks to the API as any client would: bearer token, JSON, an idempotency key on every POST. */
final class DemoClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final int port;
  private final String token;

  DemoClient(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /** The same API with the token of somebody else. */
  DemoClient as(String secret) {
    return new DemoClient(port, secret);
  }

  ObjectMapper json() {
    return json;
  }

  JsonNode get(String path) {
    return send(request(path).header("Accept", "application/json").GET().build());
  }

  JsonNode post(String path, Object body) {
    try {
      return post(path, json.writeValueAsString(body), "application/json");
    } catch (IOException impossible) {
      throw new DemoFailure("a request could not be written", impossible);
    }
  }

  JsonNode post(String path, String body, String type) {
    return send(
        request(path)
            .header("Accept", "application/json")
            .header("Content-Type", type)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token);
  }

  String text(String path) {
    return answer(request(path).header("Accept", "*/*").GET().build());
  }

  private JsonNode send(HttpRequest request) {
    String body = answer(request);
    try {
      return body.isBlank() ? json.createObjectNode() : json.readTree(body);
    } catch (IOException garbled) {
      throw new DemoFailure("the API answered something that is no JSON", garbled);
    }
  }

  /** Asks again, with the same key, what the API or its Temporal is not ready for yet. */
  private String answer(HttpRequest request) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String trouble;
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 300) {
          return answer.body();
        }
        trouble = words(request, answer);
        if (answer.statusCode() != 503) {
          throw new DemoFailure(trouble);
        }
      } catch (IOException silent) {
        trouble = "the API does not answer: " + silent.getMessage();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new DemoFailure("the demo was interrupted", stop);
      }
      if (System.nanoTime() > end) {
        throw new DemoFailure(trouble);
      }
      Waiting.pause();
    }
  }

  private String words(HttpRequest request, HttpResponse<String> answer) {
    return "the API answered %s %s with %d: %s"
        .formatted(
            request.method(), request.uri().getPath(), answer.statusCode(), detail(answer.body()));
  }

  private String detail(String body) {
    try {
      return json.readTree(body).path("detail").asText(body);
    } catch (IOException plain) {
      return body;
    }
  }
}
