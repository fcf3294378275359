package dev.slipway.ledger.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.LocalPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {
  private static Database one;
  private static Database other;

  @BeforeAll
  static void openTwoProcesses() {
    LedgerSettings settings = LocalPostgres.migrated();
    one = Database.open(settings);
    other = Database.open(settings);
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
  }

  private static KeyedCall call(String key, String hash) {
    return new KeyedCall("alex", "POST /api/v1/releases", key, hash);
  }

  private static IdempotencyKeys patient(Database database) {
    return new IdempotencyKeys(database, Duration.ofMinutes(1));
  }

  @Test
  void answersTheSameAgain() {
    var keys = patient(one);
    var fresh = (Begun.Fresh) keys.begin(call("same", "h"), "r-1");

    assertThat(fresh.takenOver()).isFalse();
    assertThat(keys.begin(call("same", "h"), "r-2")).isInstanceOf(Begun.UnderWay.class);
    assertThat(keys.finish(call("same", "h"), fresh.attempt(), 202, "{\"run\":\"r-1\"}")).isTrue();
    assertThat(patient(other).begin(call("same", "h"), "r-3"))
        .isEqualTo(new Begun.Answered(202, "{\"run\":\"r-1\"}"));
  }

  @Test
  void refusesTheKeyForAnotherRequest() {
    patient(one).begin(call("reused", "h"), "r-1");

    assertThat(patient(other).begin(call("reused", "another"), "r-2"))
        .isInstanceOf(Begun.Different.class);
    assertThat(
            patient(other)
                .begin(new KeyedCall("sam", "POST /api/v1/releases", "reused", "x"), "r-2"))
        .isInstanceOf(Begun.Fresh.class);
  }

  @Test
  void letsOneOfManyActWhenTwoProcessesRace() throws Exception {
    for (int round = 0; round < 10; round++) {
      KeyedCall call = call("race-" + round, "h");
      var work = new ArrayList<Callable<Begun>>();
      for (int caller = 0; caller < 8; caller++) {
        Database mine = caller % 2 == 0 ? one : other;
        String subject = "r-" + caller;
        work.add(() -> patient(mine).begin(call, subject));
      }
      assertThat(inParallel(work)).filteredOn(Begun.Fresh.class::isInstance).hasSize(1);
    }
  }

  @Test
  void letsOneTakeOverFromTheDeadAndKeepsTheSubject() throws Exception {
    var hasty = new IdempotencyKeys(other, Duration.ZERO);
    var dead = (Begun.Fresh) patient(one).begin(call("dead", "h"), "r-first");
    var next = (Begun.Fresh) hasty.begin(call("dead", "h"), "r-second");

    assertThat(next.takenOver()).isTrue();
    assertThat(next.subject()).isEqualTo("r-first");
    assertThat(patient(one).finish(call("dead", "h"), dead.attempt(), 500, "late")).isFalse();
    assertThat(hasty.finish(call("dead", "h"), next.attempt(), 202, "ok")).isTrue();
    assertThat(hasty.begin(call("dead", "h"), "r-third")).isEqualTo(new Begun.Answered(202, "ok"));
  }

  @Test
  void freesTheKeyOfAnAttemptWithoutEffect() {
    var keys = patient(one);
    var first = (Begun.Fresh) keys.begin(call("freed", "h"), "r-1");
    keys.giveUp(call("freed", "h"), first.attempt());

    assertThat(keys.begin(call("freed", "corrected"), "r-2")).isInstanceOf(Begun.Fresh.class);
  }

  @Test
  void keepsTheSubjectOfAnAttemptOfWhichNobodyKnowsWhatItDid() {
    var first = (Begun.Fresh) patient(one).begin(call("unsure", "h"), "r-1");
    patient(one).letGo(call("unsure", "h"), first.attempt());

    var next = (Begun.Fresh) patient(other).begin(call("unsure", "h"), "r-2");
    assertThat(next.subject()).isEqualTo("r-1");
    assertThat(next.takenOver()).isTrue();
    patient(other).letGo(call("unsure", "h"), next.attempt());
    assertThat(patient(one).begin(call("unsure", "other"), "r-3"))
        .isInstanceOf(Begun.Different.class);
  }

  @Test
  void forgetsOldKeys() {
    var keys = patient(one);
    keys.begin(call("old", "h"), "r-1");

    assertThat(keys.forget(Duration.ofDays(1))).isZero();
    one.call(
        client ->
            client
                .sql(
                    "update idempotency_key set started_at = started_at - interval '2 days'"
                        + " where key = 'old'")
                .update());
    assertThat(keys.forget(Duration.ofDays(1))).isEqualTo(1);
  }

  @Test
  void refusesAKeyThatCannotBeOne() {
    assertThatThrownBy(() -> call("with blank", "h")).hasMessageContaining("1 to 255 printable");
    assertThatThrownBy(() -> call("", "h")).hasMessageContaining("1 to 255 printable");
  }

  private static List<Begun> inParallel(List<Callable<Begun>> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Begun>();
      for (Future<Begun> future : threads.invokeAll(work)) {
        all.add(future.get());
      }
      return all;
    }
  }
}
