package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An API server that has just started refuses everybody until it has read its roles, which says
 * nothing about any right. So when a look is refused, the server is asked whether it is ready: if
 * not, it does not serve; if so, the look is taken once more, and only a second refusal is meant.
 */
final class RefusalDoubt implements Interceptor {
  static final String READY = "/readyz";
  private static final int TOO_MANY = 429;

  /** A server that refuses even to say whether it is ready gets this often a pause to change it. */
  private static final int ASKS = 4;

  private final String address;
  private final Duration pause;
  private volatile @Nullable HttpClient http;

  /**
   * @param pause before a refused question about readiness is asked again
   */
  RefusalDoubt(String server, Duration pause) {
    this.address = server.replaceAll("/+$", "") + READY;
    this.pause = pause;
  }

  /** By what to ask; nothing is doubted before. */
  void askBy(HttpClient client) {
    http = client;
  }

  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder builder, HttpResponse<?> answer, RequestTags tags) {
    HttpClient asking = http;
    if (asking == null || !isRefusal(answer.code()) || !isLook(answer.request())) {
      return CompletableFuture.completedFuture(false);
    }
    if (answer.body() instanceof AsyncBody unread) {
      // or its connection would never be used again
      unread.cancel();
    }
    return ready(asking, 1);
  }

  /** What changes something is tried again while a run is under way, whoever refuses it. */
  private static boolean isLook(HttpRequest request) {
    String path = request.uri().getPath();
    return !path.endsWith(READY)
        && (request.method().equals("GET") || path.endsWith(RightsCheck.REVIEWS));
  }

  private static boolean isRefusal(int code) {
    return code == 401 || code == 403;
  }

  private CompletableFuture<Boolean> ready(HttpClient asking, int ask) {
    return asking
        .sendAsync(asking.newHttpRequestBuilder().uri(address).build(), String.class)
        .handle((said, fault) -> said == null ? code(fault) : said.code())
        .thenCompose(
            code -> isRefusal(code) && ask < ASKS ? later(asking, ask + 1) : decided(code));
  }

  private CompletableFuture<Boolean> later(HttpClient asking, int ask) {
    Executor after = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(() -> {}, after).thenCompose(done -> ready(asking, ask));
  }

  private static CompletableFuture<Boolean> decided(int code) {
    return isReady(code)
        ? CompletableFuture.completedFuture(true)
        : CompletableFuture.failedFuture(notReady(code));
  }

  /**
   * Only silence, 429 and what a server says of itself mean that it is not; a gateway that knows no
   * such page gives no reason to doubt its refusals.
   */
  private static boolean isReady(int code) {
    return code != 0 && code != TOO_MANY && code < 500;
  }

  private static int code(Throwable fault) {
    Throwable root = fault;
    while (!(root instanceof KubernetesClientException) && root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof KubernetesClientException said ? said.getCode() : 0;
  }

  static KubernetesClientException notReady(int code) {
    return new KubernetesClientException(
        new StatusBuilder()
            .withStatus("Failure")
            .withCode(503)
            .withMessage(
                "it refuses everybody while it is not ready (%s %s)"
                    .formatted(READY, code == 0 ? "is not answered" : "says HTTP " + code))
            .build());
  }
}
