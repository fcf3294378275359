package dev.slipway.ledger.write;

import dev.slipway.contract.FailureType;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Entry;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one way into the ledger. A batch is one transaction of few statements: the chain, what is
 * folded from it, and the head, together or not at all.
 */
public final class Facts {
  private final Database database;
  private final Checkpoints checkpoints;
  private final int checkpointEvery;

  /**
   * @param checkpointEvery facts of one run after which a checkpoint is due, at least 1
   */
  public Facts(Database database, int checkpointEvery) {
    this.database = database;
    this.checkpoints = new Checkpoints(database, checkpointEvery);
    this.checkpointEvery = checkpointEvery;
  }

  /**
   * Appends in the given order. May be repeated: a key that is there with the same fact is skipped,
   * and its first time stays.
   *
   * @param environment of the run; null where the caller does not know or there is none
   * @throws io.temporal.failure.ApplicationFailure UNAVAILABLE: try again with the same facts;
   *     INVALID when a key is there with another fact; nothing of the batch was stored then
   */
  public Appended append(RunId run, @Nullable EnvironmentName environment, List<KeyedFact> facts) {
    facts.forEach(fact -> check(run, fact));
    if (facts.isEmpty()) {
      return new Appended(0, 0);
    }
    Outcome outcome = database.write(client -> append(client, run, environment, facts));
    if (outcome.checkpointDue()) {
      checkpoints.write(run, outcome.ended());
    }
    return outcome.appended();
  }

  private Outcome append(
      JdbcClient client, RunId run, @Nullable EnvironmentName environment, List<KeyedFact> facts) {
    RunHead head = RunHead.lock(client, run, environment);
    Batch batch = Batch.of(run, head, Chain.known(client, run, facts), facts);
    List<Entry> entries = batch.entries();
    if (entries.isEmpty()) {
      // a repeated call: the process may have died before the checkpoint that was due
      return new Outcome(new Appended(0, head.seq()), RunViews.ended(client, run), true);
    }
    Entry last = entries.getLast();
    Chain.insert(client, entries);
    RunView view = RunViews.apply(client, run, head.seq(), batch.fresh());
    RunViews.put(client, view, environment, last.seq());
    Memories.learn(client, batch.fresh());
    RunHead.move(client, run, environment, last.seq(), last.hash());
    boolean crossed = last.seq() / checkpointEvery > head.seq() / checkpointEvery;
    return new Outcome(
        new Appended(entries.size(), last.seq()), view.ended(), crossed || view.ended());
  }

  private static void check(RunId run, KeyedFact fact) {
    String key = fact.key();
    if (key == null || key.isBlank() || key.length() > 400 || key.indexOf('\0') >= 0) {
      throw FailureType.INVALID.failure(
          "a fact of run %s needs a key of 1 to 400 characters".formatted(run));
    }
    if (fact.fact() == null || fact.at() == null) {
      throw FailureType.INVALID.failure(
          "fact %s of run %s has no content or no time".formatted(key, run));
    }
  }

  private record Outcome(Appended appended, boolean ended, boolean checkpointDue) {}

  /** What a batch adds to a chain: entries to store, and the same facts to fold. */
  private record Batch(List<Entry> entries, List<KeyedFact> fresh) {
    static Batch of(RunId run, RunHead head, Chain.Known known, List<KeyedFact> facts) {
      var entries = new ArrayList<Entry>();
      var fresh = new ArrayList<KeyedFact>();
      String hash = head.hash();
      long seq = head.seq();
      for (KeyedFact fact : facts) {
        Entry next = Chain.link(run, ++seq, fact, head.now(), hash);
        if (known.holds(next)) {
          seq--;
        } else {
          known.add(next);
          entries.add(next);
          fresh.add(new KeyedFact(fact.key(), next.at(), fact.fact()));
          hash = next.hash();
        }
      }
      return new Batch(entries, fresh);
    }
  }
}
