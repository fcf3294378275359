package dev.slipway.probes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A service with fixed pages and one kind of object, over real HTTP. */
final class FakeService implements AutoCloseable {
  final Map<String, Page> pages = new ConcurrentHashMap<>();
  final List<Request> requests = new CopyOnWriteArrayList<>();
  final ConcurrentSkipListSet<String> objects = new ConcurrentSkipListSet<>();
  private final AtomicInteger made = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  interface Page {
    void answer(HttpExchange exchange) throws IOException;
  }

  record Request(String line, Map<String, String> headers, String body) {}

  FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String health =
        "{\"status\":\"healthy\",\"version\":\"1.2.0\",\"database\":\"connected\",\"redis\":\"connected\"}";
    for (String path : List.of("/health", "/health/detailed", "/api/v1/healthz", "/api/v1/ready")) {
      says("GET " + path, 200, health);
    }
    says("GET /health/live", 200, "{\"status\":\"alive\"}");
    says("GET /livez", 200, "ok");
    says("GET /readyz", 200, "ok");
    says("GET /metrics", 200, "http_requests_total{code=\"200\"} 1\n");
    says("POST /api/v1/auth/login", 200, "{\"access_token\":\"very-secret-token\"}");
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void says(String line, int status, String body) {
    pages.put(line, exchange -> answer(exchange, status, body));
  }

  List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      String line = exchange.getRequestMethod() + " " + path;
      Map<String, String> headers = new TreeMap<>();
      exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(new Request(line, headers, body));
      Page page = pages.get(line);
      if (page == null) {
        objects(exchange, line);
      } else {
        page.answer(exchange);
      }
    }
  }

  private void objects(HttpExchange exchange, String line) throws IOException {
    String last = line.substring(line.lastIndexOf('/') + 1);
    if (line.equals("POST /api/v1/workflows") || line.equals("POST /api/v1/device/register")) {
      String id = "object-" + made.incrementAndGet();
      objects.add(id);
      answer(exchange, 201, "{\"id\":\"%s\",\"device_id\":\"%s\"}".formatted(id, id));
    } else if (line.equals("GET /api/v1/workflows")) {
      answer(exchange, 200, "{\"total\":%d}".formatted(objects.size()));
    } else if (line.startsWith("DELETE ")) {
      answer(exchange, objects.remove(last) ? 204 : 404, "");
    } else {
      boolean known = objects.stream().anyMatch(line::contains);
      answer(exchange, known ? 200 : 404, "{}");
    }
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Ends the connection in the middle of an answer, which the client cannot ask for again. */
  static void breakOff(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
    throw new IOException("broken off");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
