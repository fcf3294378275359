package dev.slipway.definitions;

import dev.slipway.contract.FailureType;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first attempts of some activities end in vain, as a server that is too busy does, or a
 * worker that is stopped. Those that come after are made as ever.
 */
final class Stumbles extends WorkerInterceptorBase {
  private final Map<String, Integer> inVain = new ConcurrentHashMap<>();

  /**
   * @param activity type of the activity, such as {@code WorkloadSnapshot}
   * @param attempts in vain, before the one that is let through
   */
  void at(String activity, int attempts) {
    inVain.put(activity, attempts);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private @Nullable ActivityExecutionContext context;

      @Override
      public void init(ActivityExecutionContext given) {
        context = given;
        super.init(given);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        ActivityInfo info = Objects.requireNonNull(context).getInfo();
        if (info.getAttempt() <= inVain.getOrDefault(info.getActivityType(), 0)) {
          throw trouble(info);
        }
        return super.execute(input);
      }
    };
  }

  /** A watch hears of no answer by what it sees, so it is the worker that goes away. */
  private static RuntimeException trouble(ActivityInfo info) {
    return info.getActivityType().equals("WorkloadAwait")
        ? new IllegalStateException("this worker stops")
        : FailureType.UNAVAILABLE.failure("429 Too Many Requests");
  }
}
