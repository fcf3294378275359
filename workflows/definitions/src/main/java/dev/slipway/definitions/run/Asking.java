package dev.slipway.definitions.run;

import dev.slipway.contract.Counted;
import dev.slipway.release.Retry;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.TemporalFailure;
import org.jspecify.annotations.Nullable;

/** The end at the workflow: tells what an answer or a refusal says of the attempts before it. */
final class Asking extends WorkflowOutboundCallsInterceptorBase {
  Asking(WorkflowOutboundCallsInterceptor next) {
    super(next);
  }

  @Override
  public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
    if (input.getResultClass() == void.class) {
      return super.executeActivity(input);
    }
    ActivityOutput<Counted<R>> asked = super.executeActivity(counted(input));
    return new ActivityOutput<>(
        asked.getActivityId(),
        asked.getResult().handle((said, failure) -> heard(input.getOptions(), said, failure)));
  }

  @SuppressWarnings("unchecked") // a class cannot say what it is a Counted of
  private static <R> ActivityInput<Counted<R>> counted(ActivityInput<R> input) {
    return new ActivityInput<>(
        input.getActivityName(),
        (Class<Counted<R>>) (Class<?>) Counted.class,
        new Counted.Of(input.getResultClass(), input.getResultType()),
        input.getArgs(),
        input.getOptions(),
        input.getHeader());
  }

  private static <R> @Nullable R heard(
      ActivityOptions asked, @Nullable Counted<R> said, @Nullable RuntimeException failure) {
    if (failure != null) {
      tell(asked, "refused", refusals(failure));
      throw failure;
    }
    if (said == null) {
      return null;
    }
    tell(asked, "answered", said.retries());
    return said.answer();
  }

  /** Only a word that is final: what a used-up budget left open is told as an illness. */
  private static int refusals(RuntimeException failure) {
    return failure instanceof TemporalFailure told
        ? Faults.finalFault(told)
            .filter(fault -> fault.getDetails().getSize() > 0)
            .map(fault -> fault.getDetails().get(Counted.Refusal.class).retries())
            .orElse(0)
        : 0;
  }

  private static void tell(ActivityOptions asked, String said, int retries) {
    if (retries > 0) {
      Attempts.tell(new Retry(asked.getSummary() + ": " + said, retries));
    }
  }
}
