package dev.slipway.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.artifact.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Speaks the reading half of the distribution API over real HTTP, with a token service. */
final class FakeRegistry implements AutoCloseable {
  final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, Digest> tags = new ConcurrentHashMap<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  volatile Answer next = exchange -> false;
  private volatile Optional<String> challenge = Optional.empty();
  private volatile String accepted = "";
  private final HttpServer server;

  /** Answers instead of the registry; false to leave it alone. */
  interface Answer {
    boolean give(HttpExchange exchange) throws IOException;
  }

  FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  void wants(String wwwAuthenticate, String authorization) {
    challenge = Optional.of(wwwAuthenticate);
    accepted = authorization;
  }

  Digest blob(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    Digest digest = sha256(bytes);
    blobs.put(digest.value(), bytes);
    return digest;
  }

  Digest push(String repository, String tag) {
    Digest config = blob("{\"os\":\"linux\"}" + repository + tag);
    Digest layer = blob("layer" + repository + tag);
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
         "config":{"digest":"%s"},"layers":[{"digest":"%s"}]}"""
            .formatted(config, layer);
    return put(repository, tag, manifest);
  }

  Digest put(String repository, String tag, String manifest) {
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    Digest digest = sha256(bytes);
    manifests.put(repository + "@" + digest, bytes);
    tags.put(repository + ":" + tag, digest);
    return digest;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      requests.add(line + (authorization.isEmpty() ? "" : " as " + authorization));
      if (next.give(exchange)) {
        return;
      }
      if (challenge.isPresent() && !authorization.equals(accepted)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", challenge.get());
        answer(exchange, 401, "{}");
        return;
      }
      route(exchange, exchange.getRequestURI().getPath());
    }
  }

  private void route(HttpExchange exchange, String path) throws IOException {
    if (path.endsWith("/tags/list")) {
      list(exchange, path.substring("/v2/".length(), path.length() - "/tags/list".length()));
    } else if (path.contains("/manifests/")) {
      manifest(exchange, path.substring("/v2/".length()).split("/manifests/"));
    } else {
      byte[] blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
      answer(exchange, blob == null ? 404 : 200, "");
    }
  }

  private void manifest(HttpExchange exchange, String[] parts) throws IOException {
    String reference = parts[1];
    Digest tagged = tags.get(parts[0] + ":" + reference);
    byte[] body = manifests.get(parts[0] + "@" + (tagged == null ? reference : tagged.value()));
    if (body == null) {
      answer(exchange, 404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}");
      return;
    }
    exchange.getResponseHeaders().add("Docker-Content-Digest", sha256(body).value());
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void list(HttpExchange exchange, String repository) throws IOException {
    String names =
        new TreeMap<>(tags)
            .keySet().stream()
                .filter(key -> key.startsWith(repository + ":"))
                .map(key -> '"' + key.substring(repository.length() + 1) + '"')
                .collect(Collectors.joining(","));
    answer(exchange, names.isEmpty() ? 404 : 200, "{\"tags\":[" + names + "]}");
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
    if (!bodiless) {
      exchange.getResponseBody().write(bytes);
    }
  }

  static Digest sha256(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Digest.of("sha256:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
