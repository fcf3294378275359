package dev.slipway.worker;

import dev.slipway.name.Retried;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes into an answer which attempt gave it, as the only one who knows: a workflow is told of the
 * last attempt alone, and adapters need not count.
 */
final class Attempts extends WorkerInterceptorBase {

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Counted(next);
  }

  private static final class Counted extends ActivityInboundCallsInterceptorBase {
    private @Nullable ActivityExecutionContext context;

    Counted(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext given) {
      context = given;
      super.init(given);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityOutput output = super.execute(input);
      int attempt = Objects.requireNonNull(context).getInfo().getAttempt();
      return attempt > 1 && output.getResult() instanceof Retried<?> answer
          ? new ActivityOutput(answer.after(attempt - 1))
          : output;
    }
  }
}
