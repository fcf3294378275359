package dev.slipway.practice.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Binds a {@link SampleApp} to one address, a virtual thread for each request. It listens from its
 * birth until it is closed; requests which are under way then are cut off, as by a killed
 * container.
 */
public final class SampleAppServer implements AutoCloseable {
  private static final int LARGEST_BODY = 1 << 20;

  private final SampleApp app;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private SampleAppServer(SampleApp app, HttpServer server) {
    this.app = app;
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param address port 0 takes a free one
   * @throws IOException when the address cannot be bound
   */
  public static SampleAppServer start(SampleApp app, InetSocketAddress address) throws IOException {
    SampleAppServer bound = new SampleAppServer(app, HttpServer.create(address, 0));
    bound.server.createContext("/", bound::serve);
    bound.server.setExecutor(bound.threads);
    bound.server.start();
    return bound;
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      AppResponse answer = app.handle(request(exchange));
      pause(answer.delay());
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static AppRequest request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    try (InputStream in = exchange.getRequestBody()) {
      String body = new String(in.readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      return new AppRequest(exchange.getRequestMethod(), path, headers, body);
    }
  }

  private static void pause(Duration delay) {
    if (delay.isPositive()) {
      LockSupport.parkNanos(delay.toNanos());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
