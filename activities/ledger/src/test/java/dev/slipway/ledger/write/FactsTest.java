package dev.slipway.ledger.write;

import static dev.slipway.ledger.Samples.PRODUCTION;
import static dev.slipway.ledger.Samples.fact;
import static dev.slipway.ledger.Samples.requested;
import static dev.slipway.ledger.Samples.told;
import static dev.slipway.ledger.Samples.wholeRelease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Json;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.ledger.read.LedgerVerifier;
import dev.slipway.ledger.read.Refold;
import dev.slipway.ledger.read.Runs;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.ledger.read.Told;
import dev.slipway.ledger.read.Verification;
import dev.slipway.name.RunId;
import dev.slipway.release.RunState;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static LedgerSettings settings;
  private static Database database;
  private static Facts facts;

  @BeforeAll
  static void open() {
    settings = LocalPostgres.migrated();
    database = Database.open(settings);
    facts = new Facts(database, 10);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void appendsAChainThatVerifies() {
    RunId run = RunId.of("chain");
    Appended appended = facts.append(run, PRODUCTION, wholeRelease(run));

    Verification verified = new LedgerVerifier(database).verify(run);
    assertThat(appended).isEqualTo(new Appended(15, 15));
    assertThat(verified.breaks()).isEmpty();
    assertThat(verified.entries()).isEqualTo(15);
    assertThat(new Timeline(database).after(run, 13, 100))
        .extracting(Told::seq, Told::kind)
        .containsExactly(tuple(14L, "lock-returned"), tuple(15L, "run-ended"));
  }

  @Test
  void skipsAKeyThatIsThereWithTheSameFact() {
    RunId run = RunId.of("repeated");
    List<KeyedFact> all = wholeRelease(run);
    facts.append(run, PRODUCTION, all.subList(0, 4));
    Appended again = facts.append(run, PRODUCTION, all.subList(2, 6));
    Appended third = facts.append(run, PRODUCTION, all.subList(2, 6));

    assertThat(again).isEqualTo(new Appended(2, 6));
    assertThat(third).isEqualTo(new Appended(0, 6));
    assertThat(new Timeline(database).after(run, 0, 100))
        .extracting(Told::key)
        .containsExactly("k1", "k2", "k3", "k4", "k5", "k6");
  }

  @Test
  void keepsTheFirstTimeOfAFactThatIsToldAgainLater() {
    RunId run = RunId.of("told-later");
    KeyedFact first = fact("a", new Fact.Held("alex", "lunch"));
    facts.append(run, null, List.of(first));
    Appended again =
        facts.append(
            run, null, List.of(new KeyedFact("a", first.at().plusSeconds(60), first.fact())));

    assertThat(again.added()).isZero();
    assertThat(new Timeline(database).after(run, 0, 9).getFirst().at())
        .isEqualTo("2026-11-20T12:00:00.123456Z");
  }

  @Test
  void refusesAnotherFactUnderAKeyThatIsThereAndStoresNothingOfTheBatch() {
    RunId run = RunId.of("contradicted");
    facts.append(run, null, List.of(fact("a", new Fact.Held("alex", "lunch"))));

    assertThatThrownBy(
            () ->
                facts.append(
                    run,
                    null,
                    List.of(
                        fact("b", new Fact.Resumed("alex")),
                        fact("a", new Fact.Held("alex", "dinner")))))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("INVALID");
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getOriginalMessage()).contains("contradicted", "under key a");
            });
    assertThat(new Timeline(database).after(run, 0, 9)).hasSize(1);
  }

  @Test
  void takesAFactThatAnotherBuildWroteWithMoreFieldsForTheSame() {
    RunId run = RunId.of("newer-build");
    facts.append(run, null, List.of(fact("a", new Fact.Resumed("alex"))));
    LocalPostgres.asOwner(
        settings,
        "set session_replication_role = replica",
        "update slipway.ledger set fact = '{\"fact\":\"resumed\",\"by\":\"alex\",\"mood\":\"fine\"}'"
            + " where run = 'newer-build'");

    assertThat(facts.append(run, null, List.of(fact("a", new Fact.Resumed("alex")))).added())
        .isZero();
  }

  @Test
  void refusesARunThatMovesToAnotherEnvironment() {
    RunId run = RunId.of("moved");
    facts.append(run, PRODUCTION, told(requested(run, "backend")));

    assertThatThrownBy(
            () ->
                facts.append(
                    run,
                    dev.slipway.name.EnvironmentName.of("staging"),
                    List.of(fact("z", new Fact.LockReturned()))))
        .hasMessageContaining("belongs to environment production, not staging");
  }

  @Test
  void keepsTextThatPostgresOrUtf8CannotHoldAsItIs() {
    RunId run = RunId.of("odd-text");
    facts.append(run, null, List.of(fact("a", new Fact.Held("alex", "nul \0 half \ud83d end"))));

    assertThat(new LedgerVerifier(database).verify(run).breaks()).isEmpty();
    assertThat(new Timeline(database).after(run, 0, 9).getFirst().sentence())
        .isEqualTo("held by alex: nul \0 half ? end");
  }

  @Test
  void letsManyWritersOfOneRunMakeOneChain() throws Exception {
    RunId run = RunId.of("crowded");
    inParallel(
        IntStream.range(0, 40)
            .mapToObj(
                number ->
                    (Callable<Appended>)
                        () ->
                            facts.append(
                                run,
                                PRODUCTION,
                                List.of(
                                    fact("w" + number, new Fact.Held("w" + number, "x")),
                                    fact("shared", new Fact.LockReturned()))))
            .toList());

    assertThat(new LedgerVerifier(database).verify(run).breaks()).isEmpty();
    assertThat(new Timeline(database).after(run, 0, 100)).hasSize(41);
    assertThat(projectionOf(run)).isEqualTo(refoldOf(run));
  }

  @Test
  void letsManyRunsWriteAtOnceAndChainsTheirCheckpoints() throws Exception {
    List<RunId> runs =
        IntStream.range(0, 30).mapToObj(number -> RunId.of("many-" + number)).toList();
    inParallel(
        runs.stream()
            .map(
                run ->
                    (Callable<Appended>)
                        () -> {
                          List<KeyedFact> all = wholeRelease(run);
                          facts.append(run, PRODUCTION, all.subList(0, 7));
                          return facts.append(run, PRODUCTION, all.subList(7, 15));
                        })
            .toList());

    Verification verified = new LedgerVerifier(database).verifyAll();
    assertThat(verified.breaks()).allSatisfy(b -> assertThat(b.where()).contains("newer-build"));
    assertThat(verified.checkpoints()).isGreaterThanOrEqualTo(30);
    for (RunId run : runs) {
      assertThat(projectionOf(run)).isEqualTo(refoldOf(run));
    }
  }

  @Test
  void foldsTheViewInTheSameTransactionAndEqualToARefold() {
    RunId run = RunId.of("folded");
    List<KeyedFact> all = wholeRelease(run);
    for (KeyedFact one : all) {
      facts.append(run, PRODUCTION, List.of(one));
      assertThat(projectionOf(run)).isEqualTo(refoldOf(run));
    }
    assertThat(new Runs(database).find(run).orElseThrow())
        .satisfies(
            view -> {
              assertThat(view.state()).isEqualTo(RunState.SUCCEEDED);
              assertThat(view.times().facts()).isEqualTo(15);
            });
  }

  @Test
  void foldsAnewWhatAnotherBuildHasFolded() {
    RunId run = RunId.of("other-fold");
    List<KeyedFact> all = wholeRelease(run);
    facts.append(run, PRODUCTION, all.subList(0, 5));
    LocalPostgres.asOwner(
        settings,
        "update slipway.run_view set fold_version = 0, detail = '{\"odd\":1}' where run = 'other-fold'");

    assertThat(new Runs(database).find(run).orElseThrow().standing().token()).isEqualTo(42);
    facts.append(run, PRODUCTION, all.subList(5, 15));
    assertThat(projectionOf(run)).isEqualTo(refoldOf(run));
  }

  @Test
  void writesTheCheckpointThatADeadProcessLeftOut() {
    RunId run = RunId.of("no-checkpoint");
    List<KeyedFact> all = wholeRelease(run);
    facts.append(run, PRODUCTION, all);
    LocalPostgres.asOwner(
        settings,
        "set session_replication_role = replica",
        "delete from slipway.checkpoint where run = 'no-checkpoint'");
    facts.append(run, PRODUCTION, all);

    assertThat(checkpointsOf(run)).isEqualTo(1);
  }

  private static long checkpointsOf(RunId run) {
    return database.call(
        client ->
            client
                .sql("select count(*) from checkpoint where run = ?")
                .param(run.value())
                .query(Long.class)
                .single());
  }

  private static RunView refoldOf(RunId run) {
    return database.read(client -> Refold.of(client, run, Long.MAX_VALUE));
  }

  private static RunView projectionOf(RunId run) {
    String stored =
        database.call(
            client ->
                client
                    .sql("select detail from run_view where run = ?")
                    .param(run.value())
                    .query(String.class)
                    .single());
    return Json.read(stored, RunView.class);
  }

  private static void inParallel(List<Callable<Appended>> work)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Appended>>(threads.invokeAll(work));
      for (Future<Appended> one : all) {
        one.get();
      }
    }
  }
}
