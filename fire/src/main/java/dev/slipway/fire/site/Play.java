package dev.slipway.fire.site;

import dev.slipway.contract.Payloads;
import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.people.NoticeActivities;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.definitions.Definitions;
import dev.slipway.fire.seed.Mishap;
import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedule;
import dev.slipway.practice.port.SitePorts;
import dev.slipway.practice.port.SiteTime;
import dev.slipway.testkit.MemoryLedger;
import dev.slipway.testkit.invariant.Testimony;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.history.v1.History;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One schedule on its own Temporal and its own shop, from the first step to the last end. */
public final class Play implements AutoCloseable {
  /** A watch that has looked so many times stands in a hold, and looks once a minute then. */
  private static final int EAGER = 200;

  private static final Duration RARELY = Duration.ofMinutes(1);

  private final Schedule schedule;
  private final TestWorkflowEnvironment temporal;
  private final Shop shop;
  private final MemoryLedger ledger;
  private final Mischief mischief;
  private final Voices voices;

  private Play(Schedule schedule) {
    this.schedule = schedule;
    mischief = new Mischief(schedule, said -> speak(said));
    temporal = TestWorkflowEnvironment.newInstance(options(schedule, mischief));
    shop = Shop.open(now());
    ledger = new MemoryLedger(this::now);
    voices = new Voices(temporal.getWorkflowClient(), ledger);
    var slipway = temporal.newWorker(TaskQueues.SLIPWAY);
    slipway.registerWorkflowImplementationTypes(Definitions.all());
    NoticeActivities notices = request -> new NoticeResult(true, "read");
    slipway.registerActivitiesImplementations(ledger, notices);
    SiteTime time = new SiteTime(shop.cluster().world(), this::now, Play::rest);
    temporal
        .newWorker(TaskQueues.site(Shop.SITE))
        .registerActivitiesImplementations(
            new SitePorts(shop.cluster(), time, Play::beat).all().toArray());
    temporal.start();
  }

  /** What came of it. */
  public static Played play(Schedule schedule) {
    try (Play play = new Play(schedule)) {
      return play.toTheEnd();
    }
  }

  /** The histories of all workflows that a scenario leaves behind, by workflow id. */
  public static Map<String, History> histories(Scenario scenario) {
    try (Play play = new Play(new Schedule(0, scenario, false, List.of()))) {
      Played played = play.toTheEnd();
      Set<String> ids = new TreeSet<>(Set.of(WorkflowIds.environment(Shop.ENVIRONMENT)));
      played.passed().forEach(point -> ids.add(point.workflow()));
      Map<String, History> all = new TreeMap<>();
      ids.forEach(id -> all.put(id, play.history(id)));
      return all;
    }
  }

  private History history(String id) {
    return temporal.getWorkflowClient().fetchHistory(id).getHistory();
  }

  /**
   * @param passed every attempt of an activity there was, in a fixed order
   */
  public record Played(Testimony testimony, List<Point> passed) {
    public Played {
      passed = List.copyOf(passed);
    }
  }

  private Played toTheEnd() {
    var before = shop.looks();
    Witness witness = Witness.of(shop.cluster().world(), Shop.workloads());
    Crew crew = new Crew(schedule.scenario(), temporal, ledger, voices);
    for (Mishap mishap : schedule.mishaps()) {
      if (mishap instanceof Mishap.SaidAfter said) {
        temporal.registerDelayedCallback(said.after(), () -> voices.say(said.run(), said.word()));
      }
    }
    var stories = crew.work();
    return new Played(
        new Testimony(stories, witness.effects(), before, shop.looks(), shop.bad()),
        mischief.passed());
  }

  private void speak(Mishap.SaidAt said) {
    voices.say(said.run(), said.word());
  }

  private Instant now() {
    return Instant.ofEpochMilli(temporal.currentTimeMillis());
  }

  /**
   * The test server skips time only while no activity is open. So a long watch takes one look an
   * attempt and asks to be tried again, and the time between two looks is skipped.
   */
  private static void rest(Duration time) {
    ActivityInfo info = Activity.getExecutionContext().getInfo();
    if (info.getActivityType().equals("WorkloadAwait")) {
      throw ApplicationFailure.newBuilder()
          .setMessage("nothing to say yet")
          .setType("NotYet")
          .setNextRetryDelay(info.getAttempt() < EAGER ? time : RARELY)
          .build();
    }
  }

  private static void beat(String progress) {
    Activity.getExecutionContext().heartbeat(progress);
  }

  private static TestEnvironmentOptions options(Schedule schedule, Mischief mischief) {
    var factory = WorkerFactoryOptions.newBuilder().setWorkerInterceptors(mischief);
    if (schedule.replay()) {
      factory.setWorkflowCacheSize(0);
    }
    return TestEnvironmentOptions.newBuilder()
        .setWorkflowClientOptions(
            WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build())
        .setWorkerFactoryOptions(factory.build())
        .registerSearchAttribute(
            SearchAttributes.ENVIRONMENT.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        .registerSearchAttribute(
            SearchAttributes.SERVICE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST)
        .registerSearchAttribute(
            SearchAttributes.STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        .registerSearchAttribute(
            SearchAttributes.RELEASE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        .build();
  }

  @Override
  public void close() {
    voices.close();
    temporal.close();
  }
}
