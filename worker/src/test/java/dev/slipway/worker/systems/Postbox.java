package dev.slipway.worker.systems;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.name.RunId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook receiver that keeps what it was told. */
final class Postbox implements AutoCloseable {
  private final List<String> letters = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Postbox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean signed = exchange.getRequestHeaders().containsKey("X-Slipway-Signature");
    if (signed) {
      letters.add(body);
    }
    exchange.sendResponseHeaders(signed ? 204 : 401, -1);
    exchange.close();
  }

  /** Signed notices of a run, as JSON. */
  List<String> of(RunId run) {
    return letters.stream().filter(l -> l.contains("\"run\":\"" + run.value() + "\"")).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
