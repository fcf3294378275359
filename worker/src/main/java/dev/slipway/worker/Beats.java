package dev.slipway.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats for activities that only make a call and cannot beat while they wait for its answer:
 * so a worker that died under a call is noticed as soon as one that died under a watch. It says
 * that the process lives, not that the call gets on; the attempt's own time limit is for that.
 *
 * <p>Whoever beats by itself, or did in an earlier attempt, is left alone: what it left to its next
 * attempt would be lost. The task's token is used, because a worker that was told to stop lets
 * nothing beat through the activity's context although its calls go on to their ends.
 */
final class Beats extends WorkerInterceptorBase {
  /** A third of the shortest heartbeat's time-out; most calls are over sooner and never beat. */
  private static final Duration EACH = Duration.ofSeconds(3);

  private final ActivityCompletionClient client;
  private final Duration each;

  Beats(ActivityCompletionClient client) {
    this(client, EACH);
  }

  Beats(ActivityCompletionClient client, Duration each) {
    this.client = client;
    this.each = each;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Beaten(next);
  }

  private final class Beaten extends ActivityInboundCallsInterceptorBase {
    private @Nullable Listening context;

    Beaten(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext given) {
      Listening listening = new Listening(given);
      context = listening;
      super.init(listening);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      Listening listening = Objects.requireNonNull(context);
      if (listening.speaksForItself()) {
        return super.execute(input);
      }
      Thread beats = Thread.ofVirtual().name("beats").start(() -> beat(listening));
      try {
        return super.execute(input);
      } finally {
        beats.interrupt();
      }
    }
  }

  private void beat(Listening context) {
    byte[] token = context.getInfo().getTaskToken();
    try {
      Thread.sleep(each);
      while (!context.speaksForItself()) {
        client.heartbeat(token, null);
        Thread.sleep(each);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (ActivityCompletionException unwanted) {
      // cancelled, or given to another worker: the attempt ends by itself, and its answer is
      // refused
      Thread.currentThread().interrupt();
    }
  }

  /** Hears whether the activity beats by itself. */
  private static final class Listening extends ActivityExecutionContextBase {
    private volatile boolean spoke;

    Listening(ActivityExecutionContext given) {
      super(given);
    }

    boolean speaksForItself() {
      return spoke
          || getInfo().isLocal()
          || getInfo().getHeartbeatTimeout().isZero()
          || getInfo().getHeartbeatDetails().isPresent();
    }

    @Override
    public <V> void heartbeat(V details) {
      spoke = true;
      super.heartbeat(details);
    }
  }
}
