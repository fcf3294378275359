package dev.slipway.fire.site;

import dev.slipway.contract.Payloads;
import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.definitions.Definitions;
import dev.slipway.fire.seed.Mishap;
import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.Word;
import dev.slipway.practice.port.SitePorts;
import dev.slipway.practice.port.SiteTime;
import dev.slipway.testkit.MemoryLedger;
import dev.slipway.testkit.invariant.Testimony;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.history.v1.History;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
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
import java.util.concurrent.atomic.AtomicInteger;

/** One schedule on its own Temporal and its own shop, from the first step to the last end. */
public final class Play implements AutoCloseable {
  /** A watch that has looked so many times stands in a hold, and looks once a minute then. */
  private static final int EAGER = 200;

  private static final Duration RARELY = Duration.ofMinutes(1);

  /** When an attempt that hung does its work: long after it was given up. */
  private static final Duration LATE = Duration.ofMinutes(5);

  /** Longer than any gate of the shop is open. */
  private static final Duration EXPIRY = Duration.ofHours(11);

  private static final int TRIES = 20;

  /** One for all plays: it finds out anew about each type, which took a fifth of a play's time. */
  private static final DataConverter CONVERTER = Payloads.converter();

  private final Schedule schedule;
  private final TestWorkflowEnvironment temporal;
  private final Shop shop;
  private final MemoryLedger ledger;
  private final Mischief mischief;
  private final Voices voices;
  private final Crew crew;
  private final Hands hands = new Hands();
  private final AtomicInteger hanging = new AtomicInteger();
  private final Timekeeper timekeeper;
  private final Instant began;

  private Play(Schedule schedule) {
    this.schedule = schedule;
    Lag lag = new Lag();
    Strike strike = new Strike(work -> later(work), lag, () -> now());
    mischief = new Mischief(schedule, listener(), strike, () -> sinceTheBeginning());
    temporal = TestWorkflowEnvironment.newInstance(options());
    began = now();
    shop = Shop.open(began);
    lag.remember(shop.cluster().world());
    ledger = new MemoryLedger(this::now);
    voices = new Voices(temporal.getWorkflowClient(), ledger, deeds());
    crew = new Crew(schedule.scenario(), temporal, ledger, voices);
    timekeeper = new Timekeeper(temporal, hands::signs, this::isQuiet);
    hire(lag);
    temporal.start();
  }

  private void hire(Lag lag) {
    var slipway = temporal.newWorker(TaskQueues.SLIPWAY);
    slipway.registerWorkflowImplementationTypes(Definitions.all());
    slipway.registerActivitiesImplementations(ledger, new Readers());
    SiteTime time = new SiteTime(shop.cluster().world(), this::now, Play::rest);
    var ports = new SitePorts(shop.cluster(), time, Play::beat, lag::seen);
    temporal
        .newWorker(TaskQueues.site(Shop.SITE))
        .registerActivitiesImplementations(ports.all().toArray());
  }

  /**
   * What came of it. A play in which the test server refused what a real one takes says nothing
   * about us, and is played again; after some tries it counts as it is.
   */
  public static Played play(Schedule schedule) {
    Played played = once(schedule);
    for (int i = 1; i < TRIES && !played.refused().isEmpty(); i++) {
      played = once(schedule);
    }
    return played;
  }

  private static Played once(Schedule schedule) {
    try (Play play = new Play(schedule)) {
      return play.toTheEnd();
    }
  }

  /** The histories of all workflows that a scenario leaves behind, by workflow id. */
  public static Map<String, History> histories(Scenario scenario) {
    return record(new Schedule(0, scenario, false, List.of())).histories();
  }

  /**
   * What a play leaves behind in Temporal.
   *
   * @param histories by workflow id
   * @param began when it began, by the server's clock
   */
  public record Recorded(Played played, Map<String, History> histories, Instant began) {
    public Recorded {
      histories = new TreeMap<>(histories);
    }
  }

  /** A play with the histories of all its workflows. */
  public static Recorded record(Schedule schedule) {
    try (Play play = new Play(schedule)) {
      Played played = play.toTheEnd();
      Set<String> ids = new TreeSet<>(Set.of(WorkflowIds.environment(Shop.ENVIRONMENT)));
      played.passed().forEach(point -> ids.add(point.workflow()));
      Map<String, History> all = new TreeMap<>();
      ids.forEach(id -> all.put(id, play.history(id)));
      return new Recorded(played, all, play.began);
    }
  }

  private History history(String id) {
    return temporal.getWorkflowClient().fetchHistory(id).getHistory();
  }

  /**
   * @param passed every attempt of an activity there was, in a fixed order
   * @param told when each kind of fact was first told, such as {@code r1 WaveStarted}
   * @param moments when each effect happened, since the beginning
   * @param open why the end of a run is not known; empty when all ended
   * @param refused decisions of workflows that the test server did not take, though a real one
   *     would
   * @param freed how often the test server had forgotten to let time go on
   */
  public record Played(
      Testimony testimony,
      List<Point> passed,
      Map<String, Duration> told,
      List<Duration> moments,
      List<String> open,
      List<String> refused,
      int freed) {
    public Played {
      told = new TreeMap<>(told);
      moments = List.copyOf(moments);
      refused = List.copyOf(refused);
      open = List.copyOf(open);
      passed = List.copyOf(passed);
    }
  }

  private Played toTheEnd() {
    var before = shop.looks();
    Witness witness = Witness.of(shop.cluster().world(), Shop.workloads());
    for (Mishap mishap : schedule.mishaps()) {
      if (mishap instanceof Mishap.SaidAfter said) {
        temporal.registerDelayedCallback(said.after(), () -> voices.say(said.run(), said.word()));
      }
    }
    var stories = crew.work();
    if (hanging.get() > 0) {
      // what hangs does its work before anybody judges
      temporal.sleep(LATE.multipliedBy(2));
    }
    return new Played(
        new Testimony(stories, witness.effects(), before, shop.looks(), shop.bad()),
        mischief.passed(),
        mischief.told(),
        witness.moments().stream().map(at -> Duration.between(began, at)).toList(),
        crew.open(),
        hands.refused(),
        timekeeper.freed());
  }

  private boolean isQuiet() {
    return crew.isWaiting() && hands.empty() && !voices.speaking();
  }

  private void later(Runnable work) {
    hanging.incrementAndGet();
    temporal.registerDelayedCallback(LATE, work);
  }

  private Duration sinceTheBeginning() {
    return Duration.between(began, now());
  }

  private Mischief.Listener listener() {
    return new Mischief.Listener() {
      @Override
      public void said(Mishap.SaidAt said) {
        voices.say(said.run(), said.word());
      }

      @Override
      public void said(Mishap.SaidOn said) {
        sayAll(said.run(), said.words());
      }
    };
  }

  /** What comes after an expiry is said when it is over. */
  private void sayAll(String run, List<Word> words) {
    int cut = words.indexOf(Word.EXPIRE);
    words.subList(0, cut < 0 ? words.size() : cut).forEach(word -> voices.say(run, word));
    if (cut >= 0) {
      List<Word> rest = words.subList(cut + 1, words.size());
      temporal.registerDelayedCallback(EXPIRY, () -> sayAll(run, rest));
    }
  }

  private Voices.Deeds deeds() {
    return new Voices.Deeds() {
      @Override
      public void rollBack() {
        crew.rollBack();
      }

      @Override
      public void kill() {
        mischief.killNext();
      }
    };
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

  private TestEnvironmentOptions options() {
    var factory = WorkerFactoryOptions.newBuilder().setWorkerInterceptors(mischief);
    if (schedule.replay()) {
      factory.setWorkflowCacheSize(0);
    }
    return TestEnvironmentOptions.newBuilder()
        .setWorkflowServiceStubsOptions(
            WorkflowServiceStubsOptions.newBuilder()
                .setGrpcClientInterceptors(List.of(hands))
                .build())
        .setWorkflowClientOptions(
            WorkflowClientOptions.newBuilder().setDataConverter(CONVERTER).build())
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
    timekeeper.close();
    voices.close();
    temporal.close();
  }
}
