package dev.slipway.ledger.read;

import static dev.slipway.ledger.Samples.ALEX;
import static dev.slipway.ledger.Samples.PRODUCTION;
import static dev.slipway.ledger.Samples.fact;
import static dev.slipway.ledger.Samples.requested;
import static dev.slipway.ledger.Samples.snapshot;
import static dev.slipway.ledger.Samples.wholeRelease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.contract.evidence.OpenRuns;
import dev.slipway.contract.evidence.OpenRunsRequest;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.Journal;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.houserules.Covers;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.ledger.Samples;
import dev.slipway.ledger.write.Facts;
import dev.slipway.ledger.write.PostgresLedger;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunState;
import dev.slipway.release.WantedService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static final EnvironmentName STAGING = EnvironmentName.of("staging");

  private static Database database;
  private static Runs runs;
  private static PostgresLedger ledger;

  @BeforeAll
  static void tellSomeRuns() {
    LedgerSettings settings = LocalPostgres.migrated();
    database = Database.open(settings);
    runs = new Runs(database);
    ledger = new PostgresLedger(database, settings, Clock.systemUTC());
    var facts = new Facts(database, 100);
    facts.append(RunId.of("done"), PRODUCTION, wholeRelease(RunId.of("done")));
    open(facts, "a-2", PRODUCTION, 20, "backend");
    open(facts, "a-10", PRODUCTION, 30, "backend", "frontend");
    open(facts, "b-1", STAGING, 40, "frontend");
    facts.append(
        RunId.of("back"),
        PRODUCTION,
        List.of(
            new KeyedFact(
                "1",
                Samples.NOON.plusSeconds(50),
                new Fact.RollbackRequested(
                    new RollbackRequest(
                        RunId.of("back"),
                        RunId.of("done"),
                        PRODUCTION,
                        List.of(),
                        ALEX,
                        "errors"))),
            new KeyedFact(
                "2",
                Samples.NOON.plusSeconds(51),
                new Fact.StateChanged(RunState.ROLLING_OUT, "going back"))));
    facts.append(
        Journal.of(PRODUCTION),
        PRODUCTION,
        List.of(fact("stop", new Fact.StopChanged(PRODUCTION, true, false, "alex", "flood"))));
  }

  private static void open(
      Facts facts, String run, EnvironmentName environment, int second, String... services) {
    RunId id = RunId.of(run);
    facts.append(
        id,
        environment,
        List.of(
            new KeyedFact(
                "1", Samples.NOON.plusSeconds(second), requested(id, environment, services)),
            new KeyedFact(
                "2", Samples.NOON.plusSeconds(second), new Fact.StateChanged(RunState.QUEUED, "")),
            new KeyedFact(
                "3",
                Samples.NOON.plusSeconds(second),
                new Fact.LockWaiting("waits for run done"))));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void listsTheNewestFirstAndLeavesJournalsOut() {
    assertThat(ids(RunFilter.newest(10))).containsExactly("back", "b-1", "a-10", "a-2", "done");
  }

  @Test
  void filtersAndGoesOnPageByPage() {
    assertThat(ids(new RunFilter(STAGING, null, null, null, null, 10))).containsExactly("b-1");
    assertThat(ids(new RunFilter(null, ServiceName.of("frontend"), null, null, null, 10)))
        .containsExactly("b-1", "a-10");
    assertThat(ids(new RunFilter(null, null, RunState.SUCCEEDED, null, null, 10)))
        .containsExactly("done");
    assertThat(ids(new RunFilter(PRODUCTION, null, null, true, null, 10)))
        .containsExactly("back", "a-10", "a-2");
    assertThat(ids(new RunFilter(PRODUCTION, null, null, false, null, 10))).containsExactly("done");
    assertThat(ids(new RunFilter(null, null, null, null, RunId.of("b-1"), 2)))
        .containsExactly("a-10", "a-2");
  }

  private static List<String> ids(RunFilter filter) {
    return runs.list(filter).stream().map(found -> found.run().value()).toList();
  }

  @Test
  @Covers({"IPA-47", "AIW-146", "PLT-82"})
  void keepsARecordOfEachReleaseWithTimeVersionStatusDurationAndWho() {
    RunView record = runs.find(RunId.of("done")).orElseThrow();

    assertThat(record.asked().environment()).isEqualTo(PRODUCTION);
    assertThat(record.asked().versions())
        .containsExactly(new WantedService(ServiceName.of("backend"), "1.2.0"));
    assertThat(record.asked().requestedBy()).isEqualTo("alex");
    assertThat(record.asked().reason()).isEqualTo("the weekly one");
    assertThat(record.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Duration.between(record.times().startedAt(), record.times().endedAt()))
        .isEqualTo(Duration.ofSeconds(14));
  }

  @Test
  @Covers({"IPA-54", "EDG-15"})
  void showsTheHistoryOfAServiceTheNewestFirst() {
    var history =
        runs.list(new RunFilter(PRODUCTION, ServiceName.of("backend"), null, null, null, 10));

    assertThat(history)
        .extracting(run -> run.run().value(), RunSummary::state, RunSummary::reason)
        .containsExactly(
            tuple("a-10", RunState.QUEUED, "the weekly one"),
            tuple("a-2", RunState.QUEUED, "the weekly one"),
            tuple("done", RunState.SUCCEEDED, "the weekly one"));
    assertThat(runs.find(history.getLast().run()).orElseThrow().asked().versions())
        .extracting(WantedService::version)
        .containsExactly("1.2.0");
  }

  @Test
  void saysOfARunWhatItIsAndWhatItWaitsFor() {
    RunSummary waiting = runs.list(new RunFilter(STAGING, null, null, null, null, 1)).getFirst();

    assertThat(waiting.kind()).isEqualTo(RunKind.RELEASE);
    assertThat(waiting.requestedBy()).isEqualTo("alex");
    assertThat(waiting.state()).isEqualTo(RunState.QUEUED);
    assertThat(waiting.waitingFor()).isEqualTo("waits for run done");
    assertThat(waiting.last()).isEqualTo(3);
  }

  @Test
  void givesOpenRunsToWorkflowsByPageAsWorkflowIds() {
    OpenRuns first = ledger.openRuns(new OpenRunsRequest(PRODUCTION, null, 2));
    OpenRuns second = ledger.openRuns(new OpenRunsRequest(PRODUCTION, first.last(), 2));

    assertThat(first.workflowIds()).containsExactly("release/a-10", "release/a-2");
    assertThat(second.workflowIds()).containsExactly("rollback/back");
    assertThat(second.last()).isNull();
  }

  @Test
  void findsAViewOnlyOfWhatWasTold() {
    assertThat(runs.find(RunId.of("done"))).isPresent();
    assertThat(runs.find(RunId.of("never"))).isEmpty();
  }

  @Test
  void remembersWhatWasThereBeforeARunPreferablyAsOfTheLock() {
    var timeline = new Timeline(database);

    assertThat(timeline.before(RunId.of("done"))).containsExactly(snapshot(2));
    assertThat(timeline.before(RunId.of("a-2"))).isEmpty();
    assertThat(timeline.plan(RunId.of("a-2"))).isEmpty();
  }

  @Test
  void givesFactsAfterANumber() {
    var timeline = new Timeline(database);
    List<Told> some = timeline.after(RunId.of("done"), 3, 2);

    assertThat(some).extracting(Told::seq).containsExactly(4L, 5L);
    assertThat(some.getLast().sentence()).isEqualTo("holds the lock");
  }
}
