package dev.slipway.api.engine;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.failure.TemporalException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls to Temporal that end in time and fail in words. */
public final class Calls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  /** Long enough for a leader election, short enough for a person. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @throws Refusal UNAVAILABLE when Temporal does not answer
   */
  public <T> T reaching(Supplier<T> call) {
    return within(PATIENCE, call::get).orElseThrow(() -> unavailable("it took too long"));
  }

  /** Like {@link #reaching(Supplier)} where nothing comes back. */
  public void reaching(Runnable call) {
    reaching(
        () -> {
          call.run();
          return Boolean.TRUE;
        });
  }

  /**
   * @return empty when the answer did not come in time
   */
  public <T> Optional<T> within(Duration patience, Callable<T> call) {
    Future<T> running = threads.submit(call);
    try {
      return Optional.ofNullable(running.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      running.cancel(true);
      return Optional.empty();
    } catch (InterruptedException stopped) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable("the API is stopping");
    } catch (ExecutionException failed) {
      throw explain(failed.getCause());
    }
  }

  private static RuntimeException explain(Throwable cause) {
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    if (cause instanceof StatusRuntimeException
        || cause.getClass() == WorkflowServiceException.class) {
      LOG.warn("Temporal did not carry out a call", cause);
      String why = String.valueOf(root(cause).getMessage());
      return why.contains("search attribute") ? unprepared(why) : unavailable(why);
    }
    if (cause instanceof TemporalException known) {
      return known;
    }
    return cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
  }

  private static Throwable root(Throwable thrown) {
    Throwable at = thrown;
    while (at.getCause() != null && at.getCause() != at) {
      at = at.getCause();
    }
    return at;
  }

  /** A server needs some seconds until attributes that were registered hold everywhere in it. */
  private static Refusal unprepared(String why) {
    return Refusal.of(
            Kind.UNAVAILABLE,
            "Temporal does not know Slipway's search attributes yet (%s); they are registered when the"
                    .formatted(why)
                + " API or a worker starts, which takes effect within seconds, or by an"
                + " administrator of Temporal")
        .withHeader("Retry-After", "5");
  }

  private static Refusal unavailable(String why) {
    return Refusal.of(
            Kind.UNAVAILABLE,
            "Temporal does not answer (%s); nothing is lost, send the request again with the same"
                    .formatted(why)
                + " Idempotency-Key")
        .withHeader("Retry-After", "2");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
