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
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats for activities that wait for an answer and cannot beat meanwhile: so a worker that
 * died under a call is noticed as soon as one that died under a watch. It says that the process
 * lives, not that the call gets on; the attempt's own time limit is for that, and whoever has none
 * within a day, a watch, beats by itself alone.
 *
 * <p>What the activity, or its attempt before, left to the next attempt is said again with each
 * beat: Temporal keeps the last words only. The task's token is used, because a worker that was
 * told to stop lets nothing beat through the activity's context although its calls go on to their
 * ends.
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
      if (!listening.wanted()) {
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
    try {
      while (true) {
        Thread.sleep(each);
        context.again(client);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (ActivityCompletionException unwanted) {
      // cancelled, or given to another worker: the attempt ends by itself, and its answer is
      // refused
      Thread.currentThread().interrupt();
    }
  }

  /** Knows what was said last. */
  private static final class Listening extends ActivityExecutionContextBase {
    private static final Duration LIMITED = Duration.ofDays(1);

    private final Lock lock = new ReentrantLock();
    private @Nullable Object last;

    Listening(ActivityExecutionContext given) {
      super(given);
      last = given.getLastHeartbeatDetails(Object.class).orElse(null);
    }

    boolean wanted() {
      return !getInfo().isLocal()
          && !getInfo().getHeartbeatTimeout().isZero()
          && getInfo().getStartToCloseTimeout().compareTo(LIMITED) < 0;
    }

    @Override
    public <V> void heartbeat(V details) {
      lock.lock();
      try {
        last = details;
        super.heartbeat(details);
      } finally {
        lock.unlock();
      }
    }

    void again(ActivityCompletionClient client) {
      lock.lock();
      try {
        client.heartbeat(getInfo().getTaskToken(), last);
      } finally {
        lock.unlock();
      }
    }
  }
}
