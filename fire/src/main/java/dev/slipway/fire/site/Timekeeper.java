package dev.slipway.fire.site;

import io.grpc.StatusRuntimeException;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.serviceclient.TestServiceStubs;
import io.temporal.serviceclient.TestServiceStubsOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets virtual time go on when the test server has forgotten to.
 *
 * <p>Temporal's time-skipping server counts locks: one for each activity from its schedule (or the
 * end of its back-off) to its answer. Some it never gives back ({@code
 * TestWorkflowMutableStateImpl}, 1.38): of an activity whose workflow closes meanwhile, because the
 * answer is then refused before the lock is touched; of an activity that is cancelled before a
 * worker took it; of one that is cancelled during its back-off, because the retry is dispatched all
 * the same; of a child whose parent is closed already. From then on time passes as on the wall, and
 * a wait of hours looks like a run that hangs.
 *
 * <p>So: when nothing has been under way for a while, nobody speaks, and time has not been skipped,
 * one lock after the other is given back until time is skipped again.
 */
final class Timekeeper implements AutoCloseable {
  private static final long LOOK_MILLIS = 150;
  private static final int QUIET_LOOKS = 8;

  /** Virtual time that passes beyond wall time within one look can only have been skipped. */
  private static final long SKIPPED_MILLIS = 40;

  private final LongSupplier virtual;
  private final LongSupplier signs;
  private final BooleanQuestion quiet;
  private final TestServiceStubs server;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("timekeeper").unstarted(task));
  private long lastSigns = -1;
  private long lastVirtual;
  private long lastWall;
  private int looks;
  private int freed;

  /** A question whose answer is yes or no. */
  interface BooleanQuestion {
    boolean answer();
  }

  /**
   * @param signs grows with whatever workers do
   * @param quiet whether nothing is under way and somebody waits for time to pass
   */
  Timekeeper(TestWorkflowEnvironment temporal, LongSupplier signs, BooleanQuestion quiet) {
    this.virtual = temporal::currentTimeMillis;
    this.signs = signs;
    this.quiet = quiet;
    server =
        TestServiceStubs.newServiceStubs(
            TestServiceStubsOptions.newBuilder()
                .setChannel(temporal.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
    var unused =
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How many locks were given back for the server. */
  synchronized int freed() {
    return freed;
  }

  private synchronized void look() {
    try {
      looks = stands() ? looks + 1 : 0;
      if (looks >= QUIET_LOOKS) {
        free();
      }
    } catch (StatusRuntimeException ended) {
      // no lock is left, or the server is closing: both are said by the next look
      looks = 0;
    }
  }

  /** Whether nothing happened since the last look, not even time. */
  private boolean stands() {
    long nowSigns = signs.getAsLong();
    long nowWall = System.nanoTime() / 1_000_000;
    long nowVirtual = virtual.getAsLong();
    boolean skipped = nowVirtual - lastVirtual > nowWall - lastWall + SKIPPED_MILLIS;
    boolean stands = quiet.answer() && nowSigns == lastSigns && !skipped;
    lastSigns = nowSigns;
    lastVirtual = nowVirtual;
    lastWall = nowWall;
    return stands;
  }

  /** The next look says whether one was enough. */
  private void free() {
    server.blockingStub().unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
    freed++;
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
