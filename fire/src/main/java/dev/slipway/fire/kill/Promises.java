package dev.slipway.fire.kill;

import dev.slipway.evidence.Fact;
import dev.slipway.lab.witness.Promise;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.Wave;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.testkit.invariant.RunStory;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What plan and ledger announce: each intended change once; it must be there when the ledger calls
 * it applied. Waves come one after the other, and undos after them, the newest first. Runs on the
 * same services come one after the other too.
 */
final class Promises {
  /** More ranks than one run has waves and undos. */
  private static final int PER_RUN = 1000;

  private Promises() {}

  static List<Promise> of(List<RunStory> runs) {
    Map<String, Promise> promises = new LinkedHashMap<>();
    int first = 0;
    for (RunStory run : inTurn(runs)) {
      Ranks ranks = new Ranks(run, first);
      for (Fact.ChangeIntended intended : run.all(Fact.ChangeIntended.class)) {
        String key = intended.key().value();
        promises.put(
            key,
            new Promise(
                "deployments/" + intended.to().workload().name(),
                key,
                ranks.of(key, intended.service()),
                applied(run, key)));
      }
      first += PER_RUN;
    }
    return List.copyOf(promises.values());
  }

  /** Whoever got the lock first. */
  private static List<RunStory> inTurn(List<RunStory> runs) {
    return runs.stream()
        .sorted(
            Comparator.comparingLong(
                run ->
                    run.all(Fact.LockGranted.class).stream()
                        .mapToLong(Fact.LockGranted::token)
                        .max()
                        .orElse(Long.MAX_VALUE)))
        .toList();
  }

  private static boolean applied(RunStory run, String key) {
    return run.all(Fact.ChangeMade.class).stream()
        .filter(made -> made.key().value().equals(key))
        .anyMatch(made -> made.result() instanceof ChangeResult.Applied);
  }

  private record Ranks(RunStory run, int first) {
    int of(String key, ServiceName service) {
      return key.startsWith("rollout/") ? first + wave(service) : first + undo(service);
    }

    private int wave(ServiceName service) {
      List<ReleasePlan> plans =
          run.all(Fact.PlanMade.class).stream().map(Fact.PlanMade::plan).toList();
      if (plans.isEmpty()) {
        return 0;
      }
      List<Wave> waves = plans.getLast().waves();
      for (int i = 0; i < waves.size(); i++) {
        if (waves.get(i).services().stream().anyMatch(one -> one.service().equals(service))) {
          return i;
        }
      }
      return 0;
    }

    /** Undos are numbered in the order of what they undo. */
    private int undo(ServiceName service) {
      return PER_RUN
          - 1
          - run.all(Fact.UndoRecorded.class).stream()
              .filter(recorded -> recorded.undo().service().equals(service))
              .mapToInt(Fact.UndoRecorded::number)
              .max()
              .orElse(0);
    }
  }
}
