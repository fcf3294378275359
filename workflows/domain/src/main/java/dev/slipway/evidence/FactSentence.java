package dev.slipway.evidence;

import dev.slipway.name.ServiceName;
import dev.slipway.name.TimeText;
import dev.slipway.release.Problem;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.verify.StepVerdict;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Says each fact in one sentence, for the time line. Apart from the facts, because what was
 * recorded never changes and how we say it may.
 */
final class FactSentence {
  private FactSentence() {}

  private static String counted(int number, String one) {
    return number == 1 ? "1 " + one : number + " " + one + "s";
  }

  static String of(Fact fact) {
    return switch (fact) {
      case Fact.OfPlan it -> ofPlan(it);
      case Fact.OfPeople it -> ofPeople(it);
      case Fact.OfLock it -> ofLock(it);
      case Fact.OfRollout it -> ofRollout(it);
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
                  counted(it.plan().services().size(), "service"),
                  counted(it.plan().waves().size(), "wave"));
      case Fact.PlanRefused it ->
          "plan refused: "
              + String.join("; ", it.problems().stream().map(Problem::toString).toList());
      case Fact.PreflightDone it ->
          "preflight: %s, %s, %s"
              .formatted(
                  counted(it.report().results().size(), "check"),
                  counted(it.report().blockers().size(), "blocker"),
                  counted(it.report().warnings().size(), "warning"));
      case Fact.SnapshotTaken it ->
          "recorded the present state of %s, to go back to (%s)"
              .formatted(counted(it.snapshots().size(), "workload"), it.purpose());
    };
  }

  private static String ofPeople(Fact.OfPeople fact) {
    return switch (fact) {
      case Fact.GateOpened it ->
          "waits for %s until %s"
              .formatted(
                  counted(it.policy().quorum(), "approval"),
                  it.expiresAt().truncatedTo(ChronoUnit.SECONDS));
      case Fact.GateReopened it ->
          "nobody was there for at least %s; votes are taken until %s"
              .formatted(TimeText.about(it.away()), it.expiresAt().truncatedTo(ChronoUnit.SECONDS));
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
          "gate %s %s".formatted(it.outcome().name().toLowerCase(Locale.ROOT), it.why()).trim();
      case Fact.Announced it ->
          "announced; starts at " + it.startsAt().truncatedTo(ChronoUnit.SECONDS);
      case Fact.Held it -> "held by %s: %s".formatted(it.by(), it.why());
      case Fact.Resumed it -> "resumed by " + it.by();
      case Fact.AbortAccepted it -> "abort by %s: %s".formatted(it.by(), it.why());
      case Fact.NoticeSent it -> noticeSent(it);
    };
  }

  private static String ofLock(Fact.OfLock fact) {
    return switch (fact) {
      case Fact.LockWaiting it -> it.why();
      case Fact.LockGranted it -> "holds the lock, token " + it.token();
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

  private static String ofRollout(Fact.OfRollout fact) {
    return switch (fact) {
      case Fact.WaveStarted it ->
          "wave %d: %s"
              .formatted(
                  it.number(),
                  String.join(", ", it.services().stream().map(ServiceName::value).toList()));
      case Fact.RolloutStarted it -> it.service() + (it.back() ? ": going back" : ": rolling out");
      case Fact.ChangeIntended it -> "%s: will set %s".formatted(it.service(), it.to().workload());
      case Fact.ChangeMade it -> changeMade(it);
      case Fact.WorkloadSeen it -> workloadSeen(it);
      case Fact.RolloutEnded it -> rolloutEnded(it);
      case Fact.Verified it -> verified(it);
    };
  }

  private static String ofUndo(Fact.OfUndo fact) {
    return switch (fact) {
      case Fact.UndoRecorded it -> "%s: way back recorded".formatted(it.undo().service());
      case Fact.CompensationStarted it -> "undoing, because " + it.because().sentence();
      case Fact.Undone it -> it.service() + ": undone";
      case Fact.RecoveryNoteRefused it ->
          "%s: the way back could not be left in the cluster: %s".formatted(it.service(), it.why());
      case Fact.UndoFailed it -> it.service() + ": could not be undone: " + it.left();
      case Fact.KnownBadMarked it ->
          "%s is known-bad: %s".formatted(it.bad().digest().abbreviated(), it.bad().why());
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
      case Fact.SystemIll it -> "%s does not serve: %s".formatted(it.system(), it.what());
      case Fact.SystemWell it -> it.system() + " serves again";
      case Fact.TimeBeganAgain it ->
          "nobody was there for at least %s; %s counts again: %s"
              .formatted(TimeText.about(it.away()), it.what(), TimeText.of(it.again()));
      case Fact.ServiceGood it ->
          "%s: this state is the last good one".formatted(it.good().service());
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
                    .map(s -> s.service() + " " + s.version())
                    .toList()),
            it.request().environment(),
            it.request().reason());
  }

  private static String noticeSent(Fact.NoticeSent it) {
    return "%s %s %s %s"
        .formatted(
            it.delivered() ? "told" : "could not tell",
            it.receiver(),
            it.occasion().name().toLowerCase(Locale.ROOT),
            it.detail())
        .trim();
  }

  private static String changeMade(Fact.ChangeMade it) {
    return switch (it.result()) {
      case ChangeResult.Applied applied ->
          "%s: set %s (generation %d)".formatted(it.service(), it.workload(), applied.generation());
      case ChangeResult.AlreadyThere there ->
          "%s: %s was as wanted already".formatted(it.service(), it.workload());
      case ChangeResult.Conflict conflict ->
          "%s: %s not changed: %s".formatted(it.service(), it.workload(), conflict.found());
    };
  }

  private static String workloadSeen(Fact.WorkloadSeen it) {
    return switch (it.sighting()) {
      case RolloutSighting.Complete c ->
          "%s: new and ready: %s of %s"
              .formatted(it.service(), counted(c.pods(), "pod"), it.workload());
      case RolloutSighting.Crashing c ->
          "%s: %s crashes (%s, %s)"
              .formatted(it.service(), c.pod(), c.reason(), counted(c.restarts(), "restart"));
      case RolloutSighting.Unpullable u ->
          "%s: image %s cannot be pulled: %s".formatted(it.service(), u.image(), u.message());
      case RolloutSighting.Misconfigured m ->
          "%s: %s cannot start: %s".formatted(it.service(), m.pod(), m.message());
      case RolloutSighting.PlatformIll p ->
          "%s: %s is ill: %s".formatted(it.service(), p.system(), p.message());
      case RolloutSighting.PlatformWell w -> it.service() + ": the platform is well again";
      case RolloutSighting.Superseded s -> "%s: %s".formatted(it.service(), s.message());
    };
  }

  private static String rolloutEnded(Fact.RolloutEnded it) {
    return switch (it.end()) {
      case RolloutEnd.Done done -> it.service() + (it.back() ? ": is back" : ": done");
      case RolloutEnd.Failed failed -> it.service() + ": failed: " + failed.trouble().sentence();
    };
  }

  private static String verified(Fact.Verified it) {
    long bad = it.verdicts().stream().filter(StepVerdict::fails).count();
    return "%s: %s of the running version, %d failed"
        .formatted(it.service(), counted(it.verdicts().size(), "check"), bad);
  }
}
