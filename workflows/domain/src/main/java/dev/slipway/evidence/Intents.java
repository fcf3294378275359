package dev.slipway.evidence;

import dev.slipway.compensation.Undo;
import dev.slipway.name.RunId;
import dev.slipway.snapshot.Intent;
import java.util.List;
import java.util.stream.Stream;

/** Reads out of facts what a run that has not ended may be making of its workloads. */
public final class Intents {
  private Intents() {}

  /** Empty for facts that announce no change. */
  public static List<Intent> of(RunId run, Fact fact) {
    return switch (fact) {
      case Fact.ChangeIntended intended ->
          List.of(new Intent(run, intended.service(), intended.to()));
      case Fact.UndoRecorded recorded -> of(run, recorded.undo());
      // nothing else is told before a change
      default -> List.of();
    };
  }

  private static List<Intent> of(RunId run, Undo undo) {
    return switch (undo) {
      case Undo.RestoreService restore ->
          Stream.concat(restore.back().stream(), restore.away().stream())
              .map(state -> new Intent(run, restore.service(), state))
              .toList();
    };
  }
}
