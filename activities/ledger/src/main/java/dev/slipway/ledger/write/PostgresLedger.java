package dev.slipway.ledger.write;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.contract.evidence.LockRecallRequest;
import dev.slipway.contract.evidence.OpenRuns;
import dev.slipway.contract.evidence.OpenRunsRequest;
import dev.slipway.contract.evidence.RecallRequest;
import dev.slipway.evidence.RunKind;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.proof.LedgerChecks;
import dev.slipway.ledger.proof.Proofs;
import dev.slipway.ledger.read.Locks;
import dev.slipway.ledger.read.Recollection;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.ledger.read.Runs;
import dev.slipway.lock.LockMemory;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Memory;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The ledger as workflows see it, on PostgreSQL. Every method may be repeated. */
public final class PostgresLedger implements LedgerActivities {
  /**
   * More known-bad digests than these do not go into a history; the check of each digest looks at
   * all of them.
   */
  static final int REMEMBERED = 500;

  private final Facts facts;
  private final Runs runs;
  private final Recollection recollection;
  private final Locks locks;
  private final LedgerChecks checks;

  public PostgresLedger(Database database, LedgerSettings settings, Clock clock) {
    this.facts = new Facts(database, Objects.requireNonNull(settings.checkpointEvery()));
    this.runs = new Runs(database);
    this.recollection = new Recollection(database);
    this.locks = new Locks(database);
    this.checks = new LedgerChecks(new Proofs(database), recollection, clock);
  }

  @Override
  public void append(AppendRequest request) {
    facts.append(request.run(), request.environment(), request.facts());
  }

  @Override
  public Memory recall(RecallRequest request) {
    return new Memory(
        request.services().isEmpty()
            ? List.of()
            : recollection.lastGood(request.environment(), request.services()),
        recollection.knownBad(REMEMBERED),
        recollection.intended(request.environment(), request.services()));
  }

  @Override
  public LockMemory recallLocks(LockRecallRequest request) {
    return locks.recall(request.environment());
  }

  @Override
  public OpenRuns openRuns(OpenRunsRequest request) {
    if (request.limit() < 1) {
      throw FailureType.INVALID.failure(
          "a page of open runs needs a limit of at least 1, not " + request.limit());
    }
    List<RunSummary> page =
        runs.open(request.environment(), Optional.ofNullable(request.after()), request.limit());
    return new OpenRuns(
        page.stream().map(PostgresLedger::workflowId).toList(),
        page.size() < request.limit() ? null : page.getLast().run());
  }

  private static String workflowId(RunSummary open) {
    return open.kind() == RunKind.ROLLBACK
        ? WorkflowIds.rollback(open.run())
        : WorkflowIds.release(open.run());
  }

  @Override
  public Finding check(Check check) {
    return checks.answer(check);
  }
}
