package dev.slipway.contract.evidence;

import dev.slipway.contract.preflight.Findings;
import dev.slipway.contract.preflight.Questions;
import dev.slipway.lock.LockMemory;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Memory;
import io.temporal.activity.ActivityInterface;

@ActivityInterface(namePrefix = "Ledger")
public interface LedgerActivities {
  /** Appends facts of a run in the given order; a key that is there already is skipped. */
  void append(AppendRequest request);

  /** What is remembered of services and digests. */
  Memory recall(RecallRequest request);

  /** Who was granted a lock and has not told that it is without, and whether a stop is in force. */
  LockMemory recallLocks(LockRecallRequest request);

  /** Open runs of an environment, a page at a time, in order of their ids. */
  OpenRuns openRuns(OpenRunsRequest request);

  /** Answers Evidence and NotKnownBad. */
  Finding check(Check check);

  /** Many of them in one call; each is answered, or not, for itself. */
  default Findings checks(Questions asked) {
    return Findings.inTurn(asked, this::check);
  }
}
