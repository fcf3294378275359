package dev.slipway.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Answers known paths and queries over real HTTP, in the words of the real server. */
final class FakePrometheus implements AutoCloseable {
  final Map<String, String> queries = new ConcurrentHashMap<>();
  volatile int status = 200;
  volatile Optional<String> wantedToken = Optional.empty();
  volatile String targets = "{\"activeTargets\":[]}";
  volatile String rules = "{\"groups\":[]}";
  private final HttpServer server;

  FakePrometheus() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/v1/query", this::query);
    server.createContext("/api/v1/targets", exchange -> data(exchange, targets));
    server.createContext("/api/v1/rules", exchange -> data(exchange, rules));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void vector(String query, String... values) {
    StringBuilder series = new StringBuilder();
    for (String value : values) {
      series
          .append(series.isEmpty() ? "" : ",")
          .append("{\"metric\":{},\"value\":[1700000000.1,\"%s\"]}".formatted(value));
    }
    queries.put(query, "{\"resultType\":\"vector\",\"result\":[%s]}".formatted(series));
  }

  private void query(HttpExchange exchange) throws IOException {
    String raw = exchange.getRequestURI().getRawQuery();
    String query = URLDecoder.decode(raw.substring("query=".length()), StandardCharsets.UTF_8);
    if (queries.containsKey(query)) {
      data(exchange, queries.get(query));
    } else {
      answer(
          exchange,
          400,
          "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error\"}");
    }
  }

  private void data(HttpExchange exchange, String data) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (wantedToken.isPresent() && !("Bearer " + wantedToken.get()).equals(token)) {
      answer(exchange, 401, "who are you");
    } else if (status != 200) {
      answer(exchange, status, "<html>bad gateway</html>");
    } else {
      answer(exchange, 200, "{\"status\":\"success\",\"data\":" + data + "}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
