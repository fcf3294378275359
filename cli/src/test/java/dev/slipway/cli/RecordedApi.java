package dev.slipway.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An API that answers as it was told to, in the shapes that the real one was seen to send. */
final class RecordedApi implements AutoCloseable {
  /** One request as it came. */
  record Seen(String line, String body, String key, String authorization) {}

  private record Answer(int status, String type, String body, String retryAfter) {}

  private final HttpServer server;
  private final Map<String, ArrayDeque<Answer>> answers = new LinkedHashMap<>();
  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

  RecordedApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** The last answer given for a line is repeated. */
  RecordedApi on(String line, int status, String body) {
    String type = status < 400 ? "application/json" : "application/problem+json";
    return on(line, status, type, body);
  }

  RecordedApi on(String line, int status, String type, String body) {
    return answer(line, new Answer(status, type, body, ""));
  }

  /** Not now, but after so long. */
  RecordedApi busy(String line, int status, String retryAfter) {
    return answer(
        line, new Answer(status, "application/problem+json", "{\"detail\":\"busy\"}", retryAfter));
  }

  private RecordedApi answer(String line, Answer answer) {
    answers.computeIfAbsent(line, l -> new ArrayDeque<>()).add(answer);
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    var headers = exchange.getRequestHeaders();
    seen.add(
        new Seen(
            line,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            String.valueOf(headers.getFirst("Idempotency-Key")),
            String.valueOf(headers.getFirst("Authorization"))));
    ArrayDeque<Answer> known = answers.get(line);
    Answer answer =
        known == null
            ? new Answer(
                404,
                "application/problem+json",
                "{\"detail\":\"no answer for %s\"}".formatted(line),
                "")
            : known.size() > 1 ? known.remove() : known.element();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    if (!answer.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
