package dev.slipway.testkit;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.KnownBad;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.Holders;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.contract.evidence.LockRecallRequest;
import dev.slipway.contract.evidence.OpenRuns;
import dev.slipway.contract.evidence.OpenRunsRequest;
import dev.slipway.contract.evidence.RecallRequest;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.Intents;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.lock.Holder;
import dev.slipway.lock.LockMemory;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.RunId;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Memory;
import dev.slipway.snapshot.Intent;
import dev.slipway.snapshot.LastGood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A ledger in memory for tests of workflows. Keeps what the real one keeps, except hashes, and can
 * be away.
 */
public final class MemoryLedger implements LedgerActivities {
  private record Piece(String kind, Digest digest, boolean passed, Instant at) {}

  private final Supplier<Instant> now;
  private final Map<String, Map<String, KeyedFact>> runs = new TreeMap<>();
  private final List<KeyedFact> order = new ArrayList<>();
  private final List<Piece> evidence = new ArrayList<>();
  private boolean away;

  /**
   * @param now where the age of evidence is measured from, such as the test server's clock
   */
  public MemoryLedger(Supplier<Instant> now) {
    this.now = now;
  }

  /** From now on every call fails as it does while the database is down, or no longer does. */
  public synchronized void away(boolean gone) {
    away = gone;
  }

  public synchronized void prove(String kind, Digest digest, boolean passed, Instant at) {
    evidence.add(new Piece(kind, digest, passed, at));
  }

  /** All facts of a run, in order. */
  public synchronized List<Fact> facts(RunId run) {
    return told(run.value()).values().stream().map(KeyedFact::fact).toList();
  }

  /** What people would see of the run. */
  public synchronized RunView view(RunId run) {
    return RunView.empty(run).applyAll(List.copyOf(told(run.value()).values()));
  }

  private Map<String, KeyedFact> told(String run) {
    return runs.getOrDefault(run, Map.of());
  }

  @Override
  public synchronized void append(AppendRequest request) {
    serve();
    var all = new LinkedHashMap<>(told(request.run().value()));
    var fresh = new ArrayList<KeyedFact>();
    for (KeyedFact fact : request.facts()) {
      KeyedFact there = all.putIfAbsent(fact.key(), fact);
      if (there == null) {
        fresh.add(fact);
      } else if (!there.fact().equals(fact.fact())) {
        throw FailureType.INVALID.failure(
            "run %s has told another fact under key %s already"
                .formatted(request.run(), fact.key()));
      }
    }
    runs.put(request.run().value(), all);
    order.addAll(fresh);
  }

  private void serve() {
    if (away) {
      throw FailureType.UNAVAILABLE.failure("the ledger database: connection refused");
    }
  }

  @Override
  public synchronized Memory recall(RecallRequest request) {
    serve();
    var good = new TreeMap<String, LastGood>();
    for (KeyedFact told : order) {
      if (told.fact() instanceof Fact.ServiceGood word
          && word.environment().equals(request.environment())
          && request.services().contains(word.good().service())) {
        good.merge(
            word.good().service() + "/" + word.good().state().workload().target(),
            word.good(),
            (old, next) -> next.at().isBefore(old.at()) ? old : next);
      }
    }
    return new Memory(
        List.copyOf(good.values()), List.copyOf(knownBad().values()), intended(request));
  }

  private List<Intent> intended(RecallRequest request) {
    var all = new ArrayList<Intent>();
    for (String run : runs.keySet()) {
      RunView view = view(RunId.of(run));
      if (!view.ended() && request.environment().equals(view.asked().environment())) {
        facts(view.run()).forEach(fact -> all.addAll(Intents.of(view.run(), fact)));
      }
    }
    return all.stream().filter(one -> request.services().contains(one.service())).toList();
  }

  @Override
  public synchronized LockMemory recallLocks(LockRecallRequest request) {
    serve();
    List<Holder> holders =
        runs.keySet().stream()
            .map(run -> view(RunId.of(run)))
            .filter(view -> request.environment().equals(view.asked().environment()))
            .flatMap(view -> Holders.of(view).stream())
            .toList();
    StopOrder stop = null;
    for (KeyedFact told : order) {
      if (told.fact() instanceof Fact.StopChanged changed
          && changed.environment().equals(request.environment())) {
        stop = Holders.stop(changed, told.at());
      }
    }
    return new LockMemory(holders, stop);
  }

  private Map<Digest, KnownBad> knownBad() {
    var bad = new TreeMap<Digest, KnownBad>();
    for (KeyedFact told : order) {
      if (told.fact() instanceof Fact.KnownBadMarked marked) {
        bad.put(marked.bad().digest(), marked.bad());
      } else if (told.fact() instanceof Fact.KnownBadLifted lifted) {
        bad.remove(lifted.digest());
      }
    }
    return bad;
  }

  @Override
  public synchronized OpenRuns openRuns(OpenRunsRequest request) {
    serve();
    RunId after = request.after();
    List<RunView> open =
        runs.keySet().stream()
            .filter(run -> after == null || run.compareTo(after.value()) > 0)
            .map(run -> view(RunId.of(run)))
            .filter(view -> view.asked().kind() != RunKind.JOURNAL && !view.ended())
            .filter(view -> request.environment().equals(view.asked().environment()))
            .limit(request.limit())
            .toList();
    return new OpenRuns(
        open.stream().map(MemoryLedger::workflowId).toList(),
        open.size() < request.limit() ? null : open.getLast().run());
  }

  private static String workflowId(RunView view) {
    return view.asked().kind() == RunKind.ROLLBACK
        ? WorkflowIds.rollback(view.run())
        : WorkflowIds.release(view.run());
  }

  @Override
  public synchronized Finding check(Check check) {
    serve();
    if (check instanceof Check.NotKnownBad wanted) {
      KnownBad bad = knownBad().get(wanted.digest());
      return bad == null
          ? new Finding.Passed("not known-bad")
          : new Finding.Failed("known-bad: " + bad.why(), "release another digest");
    }
    if (check instanceof Check.Evidence wanted) {
      return proven(wanted);
    }
    throw FailureType.MISCONFIGURED.failure(
        "the ledger answers the checks evidence and not-known-bad only");
  }

  private Finding proven(Check.Evidence wanted) {
    return evidence.stream()
        .filter(piece -> piece.kind.equals(wanted.kind()) && piece.digest.equals(wanted.digest()))
        .max(Comparator.comparing(Piece::at))
        .filter(Piece::passed)
        .filter(piece -> !olderThan(piece, wanted.maxAge()))
        .<Finding>map(piece -> new Finding.Passed(wanted.kind() + " passed at " + piece.at()))
        .orElseGet(
            () ->
                new Finding.Failed(
                    "no passed " + wanted.kind() + " that is new enough", "record a newer one"));
  }

  private boolean olderThan(Piece piece, Duration maxAge) {
    return Duration.between(piece.at(), now.get()).compareTo(maxAge) > 0;
  }
}
