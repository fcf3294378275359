package dev.slipway.definitions.run;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.contract.people.NoticeActivities;
import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.name.SiteName;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Activity stubs with the time limits of this project. Every stub waits for a cancelled activity to
 * end, so that an undo never overtakes its act.
 */
public final class Stubs {
  /** One attempt of a call that is not a long watch. */
  private static final Duration ATTEMPT = Duration.ofSeconds(60);

  /**
   * A worker that died is noticed after this; also the longest time between two heartbeats. Workers
   * beat for calls that cannot do it themselves.
   */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Duration FOR_EVER = Duration.ofDays(365);

  private Stubs() {}

  /** Calls at a site that are tried again until the budget is used up. */
  public static <T> T at(SiteName site, Class<T> activities, Duration budget, String summary) {
    return Workflow.newActivityStub(
        activities,
        common(summary)
            .setTaskQueue(TaskQueues.site(site))
            .setStartToCloseTimeout(ATTEMPT)
            .setHeartbeatTimeout(HEARTBEAT)
            .setScheduleToCloseTimeout(budget)
            .setRetryOptions(backoff(Duration.ofSeconds(15)).build())
            .build());
  }

  /**
   * Calls at a site that last as long as what they watch. A dead worker's watch starts again at
   * once; a system that does not answer is reported instead of tried again here, because the caller
   * decides what it means.
   */
  public static <T> T watching(SiteName site, Class<T> activities, String summary) {
    return Workflow.newActivityStub(
        activities,
        common(summary)
            .setTaskQueue(TaskQueues.site(site))
            .setStartToCloseTimeout(FOR_EVER)
            .setHeartbeatTimeout(HEARTBEAT)
            // nobody there to look is not the change's fault: it is reported, and the clock stands
            // still
            .setScheduleToStartTimeout(Duration.ofSeconds(60))
            .setRetryOptions(
                backoff(Duration.ofSeconds(5))
                    .setDoNotRetry(FailureType.UNAVAILABLE.name())
                    .build())
            .build());
  }

  /** Probes that may take long and heartbeat between samples. */
  public static HttpActivities probing(SiteName site, Duration budget, String summary) {
    return Workflow.newActivityStub(
        HttpActivities.class,
        common(summary)
            .setTaskQueue(TaskQueues.site(site))
            .setStartToCloseTimeout(Duration.ofHours(1))
            .setHeartbeatTimeout(HEARTBEAT)
            .setScheduleToCloseTimeout(Duration.ofHours(1).plus(budget))
            .setRetryOptions(backoff(Duration.ofSeconds(15)).build())
            .build());
  }

  /** The ledger: tried until it is there. */
  public static LedgerActivities ledger(String summary) {
    return Workflow.newActivityStub(
        LedgerActivities.class,
        common(summary)
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setHeartbeatTimeout(HEARTBEAT)
            .setRetryOptions(backoff(Duration.ofSeconds(30)).build())
            .build());
  }

  /**
   * The ledger: tried until it is there or the budget is used up, where somebody must be told that
   * it is not.
   */
  public static LedgerActivities ledger(String summary, Duration budget) {
    return Workflow.newActivityStub(
        LedgerActivities.class,
        common(summary)
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setHeartbeatTimeout(HEARTBEAT)
            .setScheduleToCloseTimeout(budget)
            .setRetryOptions(backoff(Duration.ofSeconds(5)).build())
            .build());
  }

  /** Notices: tried for a while; a receiver that stays away does not keep the run open for ever. */
  public static NoticeActivities notices(String summary) {
    return notices(summary, Duration.ofMinutes(15));
  }

  /** The same, for no longer than this. */
  public static NoticeActivities notices(String summary, Duration budget) {
    return Workflow.newActivityStub(
        NoticeActivities.class,
        common(summary)
            .setStartToCloseTimeout(Duration.ofSeconds(30))
            .setHeartbeatTimeout(HEARTBEAT)
            .setScheduleToCloseTimeout(budget)
            .setRetryOptions(backoff(Duration.ofMinutes(1)).build())
            .build());
  }

  private static ActivityOptions.Builder common(String summary) {
    return ActivityOptions.newBuilder()
        .setSummary(summary)
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
  }

  private static RetryOptions.Builder backoff(Duration longest) {
    return RetryOptions.newBuilder()
        .setInitialInterval(Duration.ofMillis(500))
        .setBackoffCoefficient(2)
        .setMaximumInterval(longest);
  }
}
