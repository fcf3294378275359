package dev.slipway.fire.fuse;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells when an activity begins and when it is over, and knows which one a thread works on. */
final class FusedActivities extends WorkerInterceptorBase {
  private static final ThreadLocal<@Nullable Moment> UNDER_WAY = new ThreadLocal<>();

  private final Fuse fuse;

  FusedActivities(Fuse fuse) {
    this.fuse = fuse;
  }

  /** The activity of this thread, at another stage. */
  static Optional<Moment> underWay(Stage stage) {
    return Optional.ofNullable(UNDER_WAY.get()).map(begun -> begun.at(stage));
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Told(next, fuse);
  }

  private static final class Told extends ActivityInboundCallsInterceptorBase {
    private final Fuse fuse;
    private @Nullable ActivityExecutionContext context;

    Told(ActivityInboundCallsInterceptor next, Fuse fuse) {
      super(next);
      this.fuse = fuse;
    }

    @Override
    public void init(ActivityExecutionContext given) {
      context = given;
      super.init(given);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityInfo info = Objects.requireNonNull(context).getInfo();
      Moment begin =
          new Moment(
              Stage.BEGIN,
              info.getWorkflowId(),
              info.getActivityType(),
              Attempt.of(info.getActivityId(), info.getAttempt()));
      UNDER_WAY.set(begin);
      fuse.pass(begin);
      Moment answer = begin.at(Stage.ANSWER).failed();
      try {
        ActivityOutput output = super.execute(input);
        answer = begin.at(Stage.ANSWER);
        return output;
      } finally {
        UNDER_WAY.remove();
        fuse.pass(answer);
      }
    }
  }
}
