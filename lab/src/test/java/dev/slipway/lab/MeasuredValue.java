package dev.slipway.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Asks Prometheus until a query has the wanted value, twice a second for half a minute. */
record MeasuredValue(String prometheus) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LOOKS = 60;

  /** The wanted value once it is there, else what was found last. */
  String awaitValue(String query, String wanted) {
    Executor later = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
    String found = "";
    for (int look = 0; look < LOOKS && !found.equals(wanted); look++) {
      found = CompletableFuture.supplyAsync(() -> ask(query), later).join();
    }
    return found;
  }

  private String ask(String query) {
    URI uri = URI.create(prometheus + "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
      JsonNode first = JSON.readTree(body).path("data").path("result").path(0);
      return first.path("value").path(1).asText("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
