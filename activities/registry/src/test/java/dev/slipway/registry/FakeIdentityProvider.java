package dev.slipway.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A token endpoint that takes client credentials with a JWT assertion and says no as real ones do.
 */
final class FakeIdentityProvider implements AutoCloseable {
  static final String TENANT = "5f0e1c6a-tenant";
  static final String CLIENT = "90b1f2aa-client";
  static final String SCOPE = "https://containerregistry.azure.net/.default";

  /** Assertions in the order in which they came. */
  final List<String> assertions = new CopyOnWriteArrayList<>();

  /** The one assertion that is accepted. */
  volatile String trusted = "assertion-1";

  /** Answers instead of the provider; 0 to let it answer. */
  volatile int ill;

  private final HttpServer server;

  FakeIdentityProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> form = form(exchange);
      if (ill != 0) {
        exchange.getResponseHeaders().add("Retry-After", "4");
        FakeRegistry.answer(exchange, ill, "");
        return;
      }
      String wrong = wrong(exchange, form);
      if (!wrong.isEmpty()) {
        FakeRegistry.answer(exchange, 400, "{\"error\":\"" + wrong + "\"}");
        return;
      }
      String assertion = form.getOrDefault("client_assertion", "");
      assertions.add(assertion);
      if (assertion.equals(trusted)) {
        String body = "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"%s\"}";
        FakeRegistry.answer(exchange, 200, body.formatted(accessToken(assertion)));
      } else {
        String body = "{\"error\":\"invalid_client\",\"error_description\":\"not %s\"}";
        FakeRegistry.answer(exchange, 401, body.formatted(assertion));
      }
    }
  }

  /** What this provider gives for an assertion that it trusts. */
  static String accessToken(String assertion) {
    return "access-for-" + assertion;
  }

  private static String wrong(HttpExchange exchange, Map<String, String> form) {
    String path = exchange.getRequestURI().getPath();
    if (!exchange.getRequestMethod().equals("POST")
        || !path.equals("/" + TENANT + "/oauth2/v2.0/token")) {
      return "invalid_request";
    }
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return "unsupported_grant_type";
    }
    if (!SCOPE.equals(form.get("scope"))) {
      return "invalid_scope";
    }
    boolean jwt =
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            .equals(form.get("client_assertion_type"));
    return jwt && CLIENT.equals(form.get("client_id")) ? "" : "unauthorized_client";
  }

  static Map<String, String> form(HttpExchange exchange) throws IOException {
    var fields = new TreeMap<String, String>();
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (type.equals("application/x-www-form-urlencoded")) {
      for (String field : body.split("&", -1)) {
        String[] parts = field.split("=", 2);
        fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
