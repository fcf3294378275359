package dev.slipway.definitions.run;

import dev.slipway.release.Retry;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.workflow.WorkflowLocal;
import java.util.function.Consumer;

/**
 * Both ends of one wire: the worker that runs an activity writes beside its answer, or into its
 * refusal, which attempt gave it, and the workflow that asked hears of it. A workflow is told of
 * the last attempt alone, so a trouble that passed by itself would leave no trace; and because
 * every activity goes through here, none has to think of it. What answers nothing says nothing:
 * that is only the ledger, which cannot be told of itself while it is away.
 */
public final class Attempts extends WorkerInterceptorBase {
  private static final WorkflowLocal<Consumer<Retry>> LISTENER =
      WorkflowLocal.withCachedInitial(() -> unheard -> {});

  /** Who hears of them in this workflow; before that nobody does. */
  public static void tellTo(Consumer<Retry> listener) {
    LISTENER.set(listener);
  }

  /** Says what the answer of an activity cannot say of the attempts before it. */
  public static void tell(Retry retry) {
    LISTENER.get().accept(retry);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Answering(next);
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public void init(WorkflowOutboundCallsInterceptor calls) {
        super.init(new Asking(calls));
      }
    };
  }
}
