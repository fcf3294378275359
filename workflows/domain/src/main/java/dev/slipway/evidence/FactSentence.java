package dev.slipway.evidence;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.VersionName;
import dev.slipway.name.AttemptText;
import dev.slipway.name.CountText;
import dev.slipway.name.TimeText;
import dev.slipway.preflight.CheckResult;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.release.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Says each fact in one sentence, for the time line. Apart from the facts, because what was
 * recorded never changes and how we say it may.
 */
final class FactSentence {
  private FactSentence() {}

  static String of(Fact fact) {
    return switch (fact) {
      case Fact.OfPlan it -> ofPlan(it);
      case Fact.OfPeople it -> ofPeople(it);
      case Fact.OfLock it -> ofLock(it);
      case Fact.OfRollout it -> RolloutSentence.of(it);
      case Fact.OfUndo it -> ofUndo(it);
      case Fact.OfRun it -> ofRun(it);
    };
  }

  private static String ofPlan(Fact.OfPlan fact) {
    return switch (fact) {
      case Fact.ReleaseRequested it -> releaseRequested(it);
      case Fact.RollbackRequested it ->
          "%s asked to roll back %s: %s"
              .formatted(
                  it.request().requestedBy().name(), it.request().of(), it.request().reason());
      case Fact.PlanMade it ->
          "plan %s: %s in %s"
              .formatted(
                  it.plan().hash(),
                  CountText.of(it.plan().services().size(), "service"),
                  CountText.of(it.plan().waves().size(), "wave"));
      case Fact.PlanRefused it ->
          "plan refused: "
              + String.join("; ", it.problems().stream().map(Problem::toString).toList());
      case Fact.PreflightDone it -> preflight(it.report());
      case Fact.SnapshotTaken it ->
          "%s what runs now, to go back to: %s"
              .formatted(
                  it.purpose().equals("lock") ? "recorded once more" : "recorded",
                  CountText.of(it.snapshots().size(), "workload"));
    };
  }

  private static String ofPeople(Fact.OfPeople fact) {
    return switch (fact) {
      case Fact.GateOpened it -> gateOpened(it);
      case Fact.GateReopened it ->
          "nobody was there for at least %s; votes are taken until %s"
              .formatted(TimeText.about(it.away()), second(it.expiresAt()));
      case Fact.VoteCounted it ->
          "%s: %s %s"
              .formatted(
                  it.vote().by().name(),
                  it.vote().choice().name().toLowerCase(Locale.ROOT),
                  it.vote().reason())
              .trim();
      case Fact.MessageRefused it ->
          "%s by %s refused: %s".formatted(it.message(), it.by(), it.why());
      case Fact.GateClosed it ->
          "approval: %s %s"
              .formatted(it.outcome().name().toLowerCase(Locale.ROOT), it.why())
              .trim();
      case Fact.Announced it -> "announced; starts at " + second(it.startsAt());
      case Fact.Held it -> "held by %s: %s".formatted(it.by(), it.why());
      case Fact.Resumed it -> "resumed by " + it.by();
      case Fact.AbortAccepted it -> "abort by %s: %s".formatted(it.by(), it.why());
      case Fact.NoticeSent it -> noticeSent(it);
    };
  }

  private static String ofLock(Fact.OfLock fact) {
    return switch (fact) {
      case Fact.LockWaiting it -> it.why();
      case Fact.LockGranted held -> "holds the lock";
      case Fact.LockLost it -> "lost the lock: " + it.why();
      case Fact.LockReturned it -> "gave the lock back";
      case Fact.StopChanged it ->
          it.stopped()
              ? "emergency stop of %s by %s%s: %s"
                  .formatted(
                      it.environment(),
                      it.by(),
                      it.toStable() ? " (back to stable)" : "",
                      it.reason())
              : "stop of %s lifted by %s".formatted(it.environment(), it.by());
    };
  }

  private static String ofUndo(Fact.OfUndo fact) {
    return switch (fact) {
      case Fact.UndoRecorded it -> it.undo().service() + ": can be taken back from here on";
      case Fact.CompensationStarted it -> compensation(it);
      case Fact.Undone it -> it.service() + ": undone";
      case Fact.RecoveryNoteRefused it ->
          "%s: the way back could not be left in the cluster: %s".formatted(it.service(), it.why());
      case Fact.UndoFailed it -> it.service() + ": could not be undone: " + it.left();
      case Fact.KnownBadMarked it ->
          "image %s is known-bad now; no release takes it until somebody lifts that"
              .formatted(it.bad().digest().abbreviated());
      case Fact.KnownBadLifted it ->
          "%s is no longer known-bad, says %s: %s"
              .formatted(it.digest().abbreviated(), it.by(), it.reason());
    };
  }

  private static String ofRun(Fact.OfRun fact) {
    return switch (fact) {
      case Fact.StateChanged it ->
          "%s %s"
              .formatted(it.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), it.why())
              .trim();
      case Fact.SystemIll it ->
          Digest.shortenedIn("%s does not serve: %s".formatted(it.system(), it.what()));
      case Fact.SystemWell it -> it.system() + " serves again";
      case Fact.TriedAgain it -> "%s at the %s".formatted(it.what(), AttemptText.of(it.retries()));
      case Fact.TimeBeganAgain it ->
          "nobody was there for at least %s; %s counts again: %s"
              .formatted(TimeText.about(it.away()), it.what(), TimeText.of(it.again()));
      case Fact.ServiceGood it -> it.good().service() + ": what runs now is the last good version";
      case Fact.RunEnded it ->
          "%s: %s"
              .formatted(
                  it.end().state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  it.end().summary());
    };
  }

  private static String releaseRequested(Fact.ReleaseRequested it) {
    return "%s asked to release %s to %s: %s"
        .formatted(
            it.request().requestedBy().name(),
            String.join(
                ", ",
                it.request().services().stream()
                    .map(s -> s.service() + " " + VersionName.of(s.version()))
                    .toList()),
            it.request().environment(),
            it.request().reason());
  }

  private static String gateOpened(Fact.GateOpened it) {
    return "waits for %s until %s%s"
        .formatted(
            CountText.of(it.policy().quorum(), "approval"),
            second(it.expiresAt()),
            it.again() == null ? "" : ", again, because " + it.again());
  }

  private static String noticeSent(Fact.NoticeSent it) {
    String what = it.occasion().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return it.delivered()
        ? "told %s: %s".formatted(it.receiver(), what)
        : "could not tell %s (%s): %s".formatted(it.receiver(), what, it.detail());
  }

  private static String preflight(PreflightReport report) {
    return "preflight: %s%s%s"
        .formatted(
            CountText.of(report.results().size(), "check"),
            found(report.blockers(), " against it"),
            found(report.warnings(), report.warnings().size() == 1 ? " warning" : " warnings"));
  }

  private static String found(List<CheckResult> results, String what) {
    return results.isEmpty()
        ? ""
        : Digest.shortenedIn(
            ", %d%s: %s"
                .formatted(
                    results.size(),
                    what,
                    String.join("; ", results.stream().map(CheckResult::sentence).toList())));
  }

  private static String compensation(Fact.CompensationStarted it) {
    String what =
        switch (it.reaction()) {
          case UNDO_ALL -> "takes everything back";
          case UNDO_FAILED -> "takes back what failed";
          case HOLD -> "holds";
        };
    return "%s: %s".formatted(what, it.because().brief());
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
