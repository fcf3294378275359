package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.CompletableFuture;

/**
 * An API server that does not know who asks says no more than "Unauthorized": here it is said which
 * server, and where the credentials came from that it does not accept.
 */
final class StrangerAnswer implements Interceptor {
  private static final int UNAUTHORIZED = 401;

  private final String words;

  /**
   * @param credentials where they come from, never they themselves
   */
  StrangerAnswer(String server, String site, String credentials) {
    this.words =
        "the API server %s of %s does not accept the credentials (%s)"
            .formatted(server.replaceAll("/+$", ""), site, credentials);
  }

  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder builder, HttpResponse<?> answer, RequestTags tags) {
    if (answer.code() != UNAUTHORIZED) {
      return CompletableFuture.completedFuture(false);
    }
    if (answer.body() instanceof AsyncBody unread) {
      // or its connection would never be used again
      unread.cancel();
    }
    return CompletableFuture.failedFuture(
        new KubernetesClientException(
            new StatusBuilder()
                .withStatus("Failure")
                .withCode(UNAUTHORIZED)
                .withMessage(words)
                .build()));
  }
}
