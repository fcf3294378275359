package dev.slipway.api.engine;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowServiceException;
import io.temporal.failure.TemporalException;
import io.temporal.serviceclient.WorkflowServiceStubs;
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

/**
 * Calls to Temporal that end in time and fail in words. Whoever waits long for a worker learns
 * within seconds when it is Temporal itself that is gone: it is asked again and again meanwhile.
 */
public final class Calls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  /** Long enough for a leader election, short enough for a person. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** How long a call may be silent before Temporal is asked whether it is there at all. */
  private static final Duration BEAT = Duration.ofMillis(1500);

  private static final int PULSE_SECONDS = 3;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final WorkflowServiceStubs stubs;

  public Calls(WorkflowServiceStubs stubs) {
    this.stubs = stubs;
  }

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
   * @return empty when the answer did not come in time although Temporal is there
   * @throws Refusal UNAVAILABLE when Temporal does not answer; the call may have arrived all the
   *     same, so whoever repeats it must do so under the same id
   */
  public <T> Optional<T> within(Duration patience, Callable<T> call) {
    long end = System.nanoTime() + patience.toNanos();
    Future<T> running = threads.submit(call);
    try {
      Optional<Optional<T>> answer = Optional.empty();
      while (answer.isEmpty()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return Optional.empty();
        }
        answer = answer(running, Math.min(left, BEAT.toNanos()));
      }
      return answer.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unavailable("the API is stopping");
    } catch (ExecutionException failed) {
      throw explain(failed.getCause());
    } finally {
      running.cancel(true);
    }
  }

  /** The answer, or nothing yet from a Temporal that is there. */
  private <T> Optional<Optional<T>> answer(Future<T> running, long nanos)
      throws InterruptedException, ExecutionException {
    try {
      return Optional.of(Optional.ofNullable(running.get(nanos, TimeUnit.NANOSECONDS)));
    } catch (TimeoutException notYet) {
      pulse();
      return Optional.empty();
    }
  }

  private void pulse() {
    try {
      var unused =
          stubs
              .blockingStub()
              .withDeadlineAfter(PULSE_SECONDS, TimeUnit.SECONDS)
              .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
    } catch (StatusRuntimeException silent) {
      if (isAbsence(silent.getStatus().getCode())) {
        LOG.warn("Temporal at {} cannot be reached: {}", address(), silent.getStatus().getCode());
        throw unreachable(silent);
      }
    }
  }

  private RuntimeException explain(Throwable cause) {
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    if (cause instanceof StatusRuntimeException
        || cause.getClass() == WorkflowServiceException.class) {
      LOG.warn("Temporal at {} did not carry out a call", address(), cause);
      String why = String.valueOf(root(cause).getMessage());
      if (why.contains("search attribute")) {
        return unprepared(why);
      }
      return isAbsence(code(cause)) ? unreachable(cause) : unavailable(why);
    }
    if (cause instanceof TemporalException known) {
      return known;
    }
    return cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
  }

  private static Status.Code code(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof StatusRuntimeException status) {
        return status.getStatus().getCode();
      }
    }
    return Status.Code.UNKNOWN;
  }

  private static boolean isAbsence(Status.Code code) {
    return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
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

  private Refusal unreachable(Throwable cause) {
    String why =
        code(cause) == Status.Code.DEADLINE_EXCEEDED
            ? "no answer in time"
            : String.valueOf(root(cause).getMessage());
    return again("Temporal at %s cannot be reached (%s)".formatted(address(), why));
  }

  private Refusal unavailable(String why) {
    return again("Temporal at %s did not do it (%s)".formatted(address(), why));
  }

  private static Refusal again(String what) {
    return Refusal.of(
            Kind.UNAVAILABLE,
            what
                + "; whether this request still arrived is not known. Send it again with the same"
                + " Idempotency-Key: it counts once")
        .withHeader("Retry-After", "2");
  }

  private String address() {
    return stubs.getOptions().getTarget();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
