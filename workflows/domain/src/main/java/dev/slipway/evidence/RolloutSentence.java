package dev.slipway.evidence;

import dev.slipway.artifact.Digest;
import dev.slipway.name.AttemptText;
import dev.slipway.name.CountText;
import dev.slipway.name.ServiceName;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.Trouble;
import dev.slipway.verify.StepVerdict;
import java.util.List;

/**
 * Says what was done to workloads and seen of them. What went wrong is said once, by the fact that
 * saw it; those that follow from it only say what follows.
 */
final class RolloutSentence {
  private RolloutSentence() {}

  static String of(Fact.OfRollout fact) {
    return switch (fact) {
      case Fact.WaveStarted it ->
          "wave %d: %s"
              .formatted(
                  it.number(),
                  String.join(", ", it.services().stream().map(ServiceName::value).toList()));
      case Fact.RolloutStarted it -> it.service() + (it.back() ? ": going back" : ": rolling out");
      case Fact.ChangeIntended it ->
          "%s: about to change %s".formatted(it.service(), it.to().workload());
      case Fact.ChangeMade it -> changeMade(it);
      case Fact.WorkloadSeen it -> workloadSeen(it);
      case Fact.RolloutEnded it -> rolloutEnded(it);
      case Fact.Verified it -> it.service() + ": " + verified(it.verdicts());
    };
  }

  private static String changeMade(Fact.ChangeMade it) {
    return switch (it.result()) {
      case ChangeResult.Applied applied ->
          "%s: changed %s%s"
              .formatted(it.service(), it.workload(), AttemptText.suffix(applied.retries()));
      case ChangeResult.AlreadyThere there ->
          "%s: %s was as wanted already%s"
              .formatted(it.service(), it.workload(), AttemptText.suffix(there.retries()));
      case ChangeResult.Conflict conflict ->
          Digest.shortenedIn(
              "%s: %s not changed: %s".formatted(it.service(), it.workload(), conflict.found()));
    };
  }

  private static String workloadSeen(Fact.WorkloadSeen it) {
    return switch (it.sighting()) {
      case RolloutSighting.Complete complete ->
          "%s: %s of %s"
              .formatted(
                  it.service(),
                  "new and ready: " + CountText.of(complete.pods(), "pod"),
                  it.workload());
      // what it suffers from is a fact of its own
      case RolloutSighting.PlatformIll ill ->
          "%s: waits for %s".formatted(it.service(), ill.system());
      case RolloutSighting seen -> it.service() + ": " + seen.sentence();
    };
  }

  private static String rolloutEnded(Fact.RolloutEnded it) {
    return switch (it.end()) {
      case RolloutEnd.Done done -> it.service() + (it.back() ? ": is back" : ": done");
      case RolloutEnd.Failed failed -> it.service() + ": " + failed(failed.trouble());
    };
  }

  private static String failed(Trouble trouble) {
    return switch (trouble) {
      case Trouble.BadChange seen -> "failed";
      case Trouble.Contested seen -> "failed";
      case Trouble.Refused refused -> "failed: " + Digest.shortenedIn(refused.what());
      case Trouble.TimedOut late -> "failed: " + late.sentence();
      case Trouble.Unseen unseen -> "failed: " + unseen.brief();
      case Trouble.Stopped stopped -> stopped.sentence();
    };
  }

  static String verified(List<StepVerdict> verdicts) {
    List<StepVerdict> bad = verdicts.stream().filter(StepVerdict::fails).toList();
    String looked = CountText.of(verdicts.size(), "check") + " of the running version";
    if (bad.isEmpty()) {
      boolean blind = verdicts.stream().anyMatch(StepVerdict::blind);
      return looked + (blind ? ", not all could be seen" : ", all well");
    }
    return Digest.shortenedIn(
        "%s, %d failed: %s"
            .formatted(
                looked,
                bad.size(),
                String.join(
                    "; ",
                    bad.stream().map(one -> one.step() + ": " + one.verdict().why()).toList())));
  }
}
