package dev.slipway.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which activities this process works on, so that a stop can say what it cut short. */
final class UnderWay extends WorkerInterceptorBase {
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** Type, workflow and attempt of each. */
  List<String> names() {
    return names.stream().sorted().toList();
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Noted(next, names);
  }

  private static final class Noted extends ActivityInboundCallsInterceptorBase {
    private final Set<String> names;
    private @Nullable ActivityExecutionContext context;

    Noted(ActivityInboundCallsInterceptor next, Set<String> names) {
      super(next);
      this.names = names;
    }

    @Override
    public void init(ActivityExecutionContext given) {
      context = given;
      super.init(given);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityInfo info = Objects.requireNonNull(context).getInfo();
      String name =
          "%s of %s (activity %s, attempt %d)"
              .formatted(
                  info.getActivityType(),
                  info.getWorkflowId(),
                  info.getActivityId(),
                  info.getAttempt());
      boolean unused = names.add(name);
      try {
        return super.execute(input);
      } finally {
        names.remove(name);
      }
    }
  }
}
