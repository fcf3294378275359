package dev.slipway.lab.agent;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call to the API server that ends in any case. The client's own time limit holds until the
 * answer begins; for the rest of it the client waits for ever (fabric8's issues 6909 and 7299), and
 * a pod whose report hangs so is never heard of again.
 */
final class Call {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Call() {}

  /**
   * The answer to a call that may take half a minute, on a busy machine; throws as {@link #within}.
   */
  static <T extends @Nullable Object> T of(Supplier<T> call) {
    return within(LONGEST, call);
  }

  /**
   * The answer to a call.
   *
   * @throws KubernetesClientException as the call throws it, or when it took longer than it may, or
   *     with an {@link InterruptedException} as its cause; then the call may yet have had its
   *     effect
   */
  static <T extends @Nullable Object> T within(Duration longest, Supplier<T> call) {
    FutureTask<T> task = new FutureTask<>(call::get);
    Thread.startVirtualThread(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException thrown
          ? thrown
          : new IllegalStateException("a call to the API server broke", e.getCause());
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new KubernetesClientException(
          "the API server did not answer within %d s".formatted(longest.toSeconds()), e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("stopped while the API server was asked", e);
    }
  }
}
