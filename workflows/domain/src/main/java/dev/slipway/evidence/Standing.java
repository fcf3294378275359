package dev.slipway.evidence;

import dev.slipway.release.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands and what keeps it there.
 *
 * @param why what led to the state; may be empty
 * @param held null unless somebody or something holds the run
 * @param queued what the run waits for at the lock; null when it does not wait there
 * @param startsAt end of the notice period; null when there is none
 * @param token of the lock it holds; null when it holds none
 * @param trouble what made it go back; null when it did not
 */
public record Standing(
    RunState state,
    String why,
    @Nullable HoldView held,
    @Nullable String queued,
    @Nullable Instant startsAt,
    @Nullable Long token,
    List<IllSystem> ill,
    @Nullable String trouble) {
  public Standing {
    ill = List.copyOf(ill);
  }

  static Standing start() {
    return new Standing(RunState.PLANNING, "", null, null, null, null, List.of(), null);
  }

  Standing after(KeyedFact told) {
    return switch (told.fact()) {
      case Fact.StateChanged changed -> in(changed.state(), changed.why());
      case Fact.RunEnded ended ->
          in(ended.end().state(), ended.end().summary()).locked(null).suffering(List.of());
      case Fact.Held hold -> held(new HoldView(hold.by(), hold.why(), told.at()));
      case Fact.Resumed resumed -> held(null);
      case Fact.AbortAccepted abort -> held(null);
      case Fact.LockWaiting waiting ->
          new Standing(state, why, held, waiting.why(), startsAt, token, ill, trouble);
      case Fact.LockGranted granted -> locked(granted.token());
      case Fact.LockLost lost -> locked(null);
      case Fact.LockReturned returned -> locked(null);
      case Fact.Announced announced ->
          new Standing(state, why, held, queued, announced.startsAt(), token, ill, trouble);
      case Fact.SystemIll sick -> suffering(with(sick, told.at()));
      case Fact.SystemWell well -> suffering(without(well.system()));
      case Fact.CompensationStarted back ->
          new Standing(state, why, held, queued, startsAt, token, ill, back.because().sentence());
      // each part of the view folds only the facts that are about it
      default -> this;
    };
  }

  private Standing in(RunState next, String because) {
    return new Standing(
        next,
        because,
        next == RunState.HELD ? held : null,
        next == RunState.QUEUED ? queued : null,
        startsAt,
        token,
        ill,
        trouble);
  }

  private Standing held(@Nullable HoldView hold) {
    return new Standing(state, why, hold, queued, startsAt, token, ill, trouble);
  }

  private Standing locked(@Nullable Long granted) {
    return new Standing(state, why, held, null, startsAt, granted, ill, trouble);
  }

  private Standing suffering(List<IllSystem> systems) {
    return new Standing(state, why, held, queued, startsAt, token, systems, trouble);
  }

  private List<IllSystem> with(Fact.SystemIll sick, Instant at) {
    Instant since =
        ill.stream()
            .filter(known -> known.system().equals(sick.system()))
            .map(IllSystem::since)
            .findFirst()
            .orElse(at);
    var all = new ArrayList<>(without(sick.system()));
    all.add(new IllSystem(sick.system(), sick.what(), since));
    return all;
  }

  private List<IllSystem> without(String system) {
    return ill.stream().filter(known -> !known.system().equals(system)).toList();
  }
}
