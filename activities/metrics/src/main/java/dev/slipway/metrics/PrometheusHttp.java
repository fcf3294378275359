package dev.slipway.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one question in bounded time; answers are bounded too. */
final class PrometheusHttp {
  private static final int LARGEST_BODY = 16 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PrometheusSettings settings;
  private final Secrets secrets;
  private final HttpClient client;

  PrometheusHttp(PrometheusSettings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
    this.client =
        HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * @param path with its query, from {@code /api/v1/}
   * @throws ApplicationFailure INVALID for a refused query or address, FORBIDDEN for a refused
   *     login
   * @throws NoAnswerException when the server is silent, ill or not a Prometheus
   */
  JsonNode ask(String prometheus, String path) throws NoAnswerException {
    String base = prometheus.replaceFirst("/+$", "");
    URI address = address(base + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(settings.timeout());
    settings.logins().stream()
        .filter(login -> login.baseUrl().replaceFirst("/+$", "").equals(base))
        .findFirst()
        .ifPresent(
            login ->
                request.header(
                    "Authorization", "Bearer " + secrets.resolve(login.tokenRef()).strip()));
    return data(base, send(base, request.GET().build()));
  }

  private record Answer(int status, byte[] body) {}

  private Answer send(String base, HttpRequest request) throws NoAnswerException {
    CompletableFuture<Answer> answer =
        client
            .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
            .thenApplyAsync(PrometheusHttp::read, threads);
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new NoAnswerException(base + " gave no answer within " + settings.timeout());
    } catch (ExecutionException e) {
      throw new NoAnswerException(base + " does not answer: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException(base + " was not waited for: the worker is stopping");
    }
  }

  private static Answer read(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        throw new IOException("the answer is larger than %d bytes".formatted(LARGEST_BODY));
      }
      return new Answer(response.statusCode(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode data(String base, Answer answer) throws NoAnswerException {
    if (answer.status() == 401 || answer.status() == 403) {
      throw FailureType.FORBIDDEN.failure(
          "prometheus %s refuses us (status %d): give the site a login for it"
              .formatted(base, answer.status()));
    }
    Optional<JsonNode> json = parse(answer.body());
    String error = json.map(found -> found.path("error").asText()).orElse("");
    if ((answer.status() == 400 || answer.status() == 422) && json.isPresent()) {
      throw FailureType.INVALID.failure(error);
    }
    if (answer.status() != 200 || json.isEmpty() || !json.get().has("data")) {
      throw new NoAnswerException(
          "%s answers status %d%s"
              .formatted(
                  base,
                  answer.status(),
                  json.isEmpty() ? " and no JSON: is this a Prometheus?" : ": " + error));
    }
    return json.get().path("data");
  }

  private static Optional<JsonNode> parse(byte[] body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Addresses come from documents: they must not lead to what only this machine may reach. */
  private URI address(String text) throws NoAnswerException {
    URI address = url(text);
    reach(address.getHost());
    return address;
  }

  private static URI url(String text) {
    URI address;
    try {
      address = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw FailureType.INVALID.failure("prometheus address '%s' is not a URL".formatted(text));
    }
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null || address.getUserInfo() != null) {
      throw FailureType.INVALID.failure(
          "prometheus address '%s' is not http(s)://host[:port]".formatted(text));
    }
    return address;
  }

  private void reach(String host) throws NoAnswerException {
    boolean named =
        settings.hosts().stream()
            .anyMatch(known -> host.equals(known) || host.endsWith("." + known));
    if (!named && !settings.hosts().contains("*")) {
      throw outOfReach(host);
    }
    try {
      for (InetAddress found : InetAddress.getAllByName(host)) {
        boolean never = found.isLinkLocalAddress() || found.isAnyLocalAddress();
        if (never || (found.isLoopbackAddress() && !named)) {
          throw outOfReach(host);
        }
      }
    } catch (UnknownHostException e) {
      throw new NoAnswerException("prometheus host %s has no address".formatted(host));
    }
  }

  private ApplicationFailure outOfReach(String host) {
    return FailureType.INVALID.failure(
        "prometheus host %s is not one that this site may ask: known are %s; add it to the site's settings"
            .formatted(host, settings.hosts()));
  }
}
