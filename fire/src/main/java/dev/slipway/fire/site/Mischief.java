package dev.slipway.fire.site;

import dev.slipway.contract.FailureType;
import dev.slipway.fire.seed.Blow;
import dev.slipway.fire.seed.Mishap;
import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Schedule;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets happen what the schedule says, at the attempts that it names, and counts all attempts. */
final class Mischief extends WorkerInterceptorBase {
  private final Schedule schedule;
  private final Consumer<Mishap.SaidAt> say;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<Point> passed = new ArrayList<>();

  Mischief(Schedule schedule, Consumer<Mishap.SaidAt> say) {
    this.schedule = schedule;
    this.say = say;
  }

  /** Every attempt there was, in a fixed order. */
  synchronized List<Point> passed() {
    return passed.stream().sorted().toList();
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private @Nullable ActivityExecutionContext context;

      @Override
      public void init(ActivityExecutionContext attempt) {
        context = attempt;
        super.init(attempt);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        Point point = pass(Objects.requireNonNull(context).getInfo());
        said(point);
        Optional<Blow> blow = struck(point);
        blow.ifPresent(Mischief::before);
        ActivityOutput output = super.execute(input);
        blow.ifPresent(Mischief::after);
        return output;
      }
    };
  }

  private synchronized Point pass(ActivityInfo info) {
    String workflow = info.getWorkflowId();
    String type = info.getActivityType();
    int number = counts.merge(workflow + " " + type, 1, Integer::sum);
    Point point = new Point(workflow, type, number);
    passed.add(point);
    return point;
  }

  private void said(Point point) {
    for (Mishap mishap : schedule.mishaps()) {
      if (mishap instanceof Mishap.SaidAt said && said.at().equals(point)) {
        say.accept(said);
      }
    }
  }

  private Optional<Blow> struck(Point point) {
    return schedule.mishaps().stream()
        .filter(Mishap.Struck.class::isInstance)
        .map(Mishap.Struck.class::cast)
        .filter(struck -> hits(struck, point))
        .map(Mishap.Struck::blow)
        .findFirst();
  }

  private static boolean hits(Mishap.Struck struck, Point point) {
    Point at = struck.at();
    int distance = point.number() - at.number();
    return at.workflow().equals(point.workflow())
        && at.activity().equals(point.activity())
        && distance >= 0
        && distance < struck.times();
  }

  private static void before(Blow blow) {
    switch (blow) {
      case UNAVAILABLE -> throw FailureType.UNAVAILABLE.failure("connection refused");
      case KILLED_BEFORE -> throw killed();
      case ANSWER_LOST, KILLED_AFTER -> {}
    }
  }

  private static void after(Blow blow) {
    switch (blow) {
      case ANSWER_LOST -> throw FailureType.UNAVAILABLE.failure("connection reset");
      case KILLED_AFTER -> throw killed();
      case UNAVAILABLE, KILLED_BEFORE -> {}
    }
  }

  /** What the next worker finds: an attempt that ended without a word of the activity. */
  private static ApplicationFailure killed() {
    return ApplicationFailure.newFailure("the worker is gone", "Killed");
  }
}
