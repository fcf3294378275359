package dev.slipway.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the API over HTTP. */
record Caller(String server, @Nullable String token, List<String> headers) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON = new JsonMapper();

  Caller(String server, @Nullable String token) {
    this(server, token, List.of());
  }

  /** What came back. */
  record Reply(int status, String body, HttpResponse<String> raw) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** Wrong fields and their messages, one line each. */
    List<String> errors() {
      var lines = new ArrayList<String>();
      json()
          .path("errors")
          .forEach(
              e -> lines.add(e.path("field").asString() + ": " + e.path("message").asString()));
      return lines;
    }
  }

  Caller with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Caller(server, token, more);
  }

  Caller key(String key) {
    return with("Idempotency-Key", key);
  }

  Caller at(String otherServer) {
    return new Caller(otherServer, token, headers);
  }

  Reply get(String path) {
    return send("GET", path, null, null);
  }

  Reply post(String path, String json) {
    return send("POST", path, "application/json", json);
  }

  Reply yaml(String path, String yaml) {
    return send("POST", path, "application/yaml", yaml);
  }

  Reply delete(String path) {
    return send("DELETE", path, null, null);
  }

  Reply send(String method, String path, @Nullable String type, @Nullable String body) {
    var request = HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(60));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    try {
      HttpResponse<String> answer =
          HTTP.send(
              request
                  .method(
                      method,
                      body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
