package dev.slipway.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook whose address is a secret: keeps all of each notice but the address it came to. */
final class SecretHook implements Closeable {
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SecretHook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String address(String secret) {
    return "http://127.0.0.1:%d/%s"
        .formatted(
            server.getAddress().getPort(), URLEncoder.encode(secret, StandardCharsets.UTF_8));
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    notices.add(exchange.getRequestHeaders().entrySet() + "\n" + body);
    // the first of them is refused, for what is told of a refusal
    exchange.sendResponseHeaders(notices.size() == 1 ? 410 : 204, -1);
    exchange.close();
  }

  List<String> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
