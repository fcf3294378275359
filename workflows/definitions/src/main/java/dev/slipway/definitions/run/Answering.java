package dev.slipway.definitions.run;

import dev.slipway.contract.Counted;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The end at the activity: answers and refusals of a later attempt say which one it was. */
final class Answering extends ActivityInboundCallsInterceptorBase {
  private @Nullable ActivityExecutionContext context;

  Answering(ActivityInboundCallsInterceptor next) {
    super(next);
  }

  @Override
  public void init(ActivityExecutionContext given) {
    context = given;
    super.init(given);
  }

  @Override
  public ActivityOutput execute(ActivityInput input) {
    int retries = Objects.requireNonNull(context).getInfo().getAttempt() - 1;
    if (retries == 0) {
      return super.execute(input);
    }
    try {
      return new ActivityOutput(new Counted<>(super.execute(input).getResult(), retries));
    } catch (ApplicationFailure refusal) {
      throw ApplicationFailure.newBuilder(refusal).setDetails(new Counted.Refusal(retries)).build();
    }
  }
}
