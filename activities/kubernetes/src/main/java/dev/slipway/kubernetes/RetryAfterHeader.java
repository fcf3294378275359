package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The API server's own limits (priority and fairness) and load balancers say by a header alone when
 * to come back, and the client's exception keeps no headers: such an answer becomes one here.
 * Answers with a Status document name the time in it and pass.
 */
final class RetryAfterHeader implements Interceptor {
  private static final int LONGEST_SECONDS = 300;

  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder builder, HttpResponse<?> answer, RequestTags tags) {
    Optional<Integer> seconds = seconds(answer);
    if (seconds.isEmpty() || isDocument(answer)) {
      return CompletableFuture.completedFuture(false);
    }
    if (answer.body() instanceof AsyncBody unread) {
      // or its connection would never be used again
      unread.cancel();
    }
    return CompletableFuture.failedFuture(refused(answer.code(), seconds.get()));
  }

  private static boolean isDocument(HttpResponse<?> answer) {
    String type = answer.header("Content-Type");
    return type != null && type.startsWith("application/json");
  }

  /** At most five minutes, whatever is asked for; a date instead of seconds is ignored. */
  private static Optional<Integer> seconds(HttpResponse<?> answer) {
    return Optional.ofNullable(answer.header("Retry-After"))
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(value -> Math.min(LONGEST_SECONDS, Integer.parseInt(value)));
  }

  private static KubernetesClientException refused(int code, int seconds) {
    return new KubernetesClientException(
        new StatusBuilder()
            .withStatus("Failure")
            .withCode(code)
            .withMessage("it asks to come back in %d s".formatted(seconds))
            .withNewDetails()
            .withRetryAfterSeconds(seconds)
            .endDetails()
            .build());
  }
}
