package dev.slipway.fire.site;

import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.evidence.Fact;
import dev.slipway.fire.seed.Blow;
import dev.slipway.fire.seed.Mishap;
import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Remote;
import dev.slipway.fire.seed.Schedule;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets happen what the schedule says, at the attempts that it names, and counts all attempts. */
final class Mischief extends WorkerInterceptorBase {
  private final Schedule schedule;
  private final Listener listener;
  private final Strike strike;
  private final Supplier<Duration> sinceTheBeginning;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<Point> passed = new ArrayList<>();
  private final Map<String, Duration> told = new TreeMap<>();
  private boolean killNext;

  /** Who says what the schedule wants to be said. */
  interface Listener {
    void said(Mishap.SaidAt said);

    void said(Mishap.SaidOn said);
  }

  /**
   * @param sinceTheBeginning virtual time since the scenario began; negative before
   */
  Mischief(
      Schedule schedule, Listener listener, Strike strike, Supplier<Duration> sinceTheBeginning) {
    this.schedule = schedule;
    this.listener = listener;
    this.strike = strike;
    this.sinceTheBeginning = sinceTheBeginning;
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
        told(input.getArguments());
        return attempt(point, () -> super.execute(input));
      }
    };
  }

  private ActivityInboundCallsInterceptor.ActivityOutput attempt(
      Point point, Supplier<ActivityInboundCallsInterceptor.ActivityOutput> act) {
    String place = point.workflow() + " " + point.activity();
    Optional<Blow> blow =
        isKilled()
            ? Optional.of(Blow.KILLED_BEFORE)
            : strike.isSilent(place) ? Optional.of(Blow.LONG_SILENCE) : struck(point);
    if (blow.isPresent()) {
      return strike.by(blow.get(), place, act);
    }
    if (isAway(point)) {
      throw strike.away(place);
    }
    strike.answered(place);
    return act.get();
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
    mishaps(Mishap.SaidAt.class).filter(said -> said.at().equals(point)).forEach(listener::said);
  }

  /** A call to the ledger carries facts; each kind of fact of a run is waited for once. */
  private void told(Object[] arguments) {
    for (Object argument : arguments) {
      if (argument instanceof AppendRequest append) {
        append.facts().forEach(fact -> told(append.run().value(), fact.fact()));
      }
    }
  }

  private void told(String run, Fact fact) {
    String kind = fact.getClass().getSimpleName();
    if (isNew(run + " " + kind)) {
      mishaps(Mishap.SaidOn.class)
          .filter(said -> said.run().equals(run) && said.fact().equals(kind))
          .forEach(listener::said);
    }
  }

  private synchronized boolean isNew(String what) {
    return told.putIfAbsent(what, sinceTheBeginning.get()) == null;
  }

  /** When the ledger was told the first fact of each kind: by run and kind. */
  synchronized Map<String, Duration> told() {
    return new TreeMap<>(told);
  }

  /** The next attempt to begin ends without a word. */
  synchronized void killNext() {
    killNext = true;
  }

  private synchronized boolean isKilled() {
    boolean killed = killNext;
    killNext = false;
    return killed;
  }

  private Optional<Blow> struck(Point point) {
    return mishaps(Mishap.Struck.class)
        .filter(struck -> hits(struck, point))
        .map(Mishap.Struck::blow)
        .findFirst();
  }

  private boolean isAway(Point point) {
    Optional<Remote> remote = Remote.behind(point.activity());
    return mishaps(Mishap.Outage.class)
        .filter(outage -> remote.equals(Optional.of(outage.remote())))
        .anyMatch(outage -> outage.covers(sinceTheBeginning.get()));
  }

  private <T extends Mishap> Stream<T> mishaps(Class<T> type) {
    return schedule.mishaps().stream().filter(type::isInstance).map(type::cast);
  }

  private static boolean hits(Mishap.Struck struck, Point point) {
    Point at = struck.at();
    int distance = point.number() - at.number();
    return at.workflow().equals(point.workflow())
        && at.activity().equals(point.activity())
        && distance >= 0
        && distance < struck.times();
  }
}
