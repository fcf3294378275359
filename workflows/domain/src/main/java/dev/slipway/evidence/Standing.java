package dev.slipway.evidence;

import dev.slipway.release.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands and what keeps it there. What a fact of its own says already is no state
 * change besides: a gate that opens is a run that waits for approval.
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
      case Fact.GateOpened asked -> in(RunState.AWAITING_APPROVAL, asked.sentence());
      case Fact.Announced announced ->
          in(RunState.ANNOUNCED, announced.sentence()).startingAt(announced.startsAt());
      case Fact.LockWaiting waiting -> in(RunState.QUEUED, waiting.why()).waitingFor(waiting.why());
      case Fact.WaveStarted wave -> in(RunState.ROLLING_OUT, wave.sentence());
      case Fact.CompensationStarted back ->
          in(RunState.COMPENSATING, back.sentence()).because(back.because().sentence());
      case Fact.Held hold -> hold(hold, told.at());
      case Fact.Resumed resumed -> goesOn(resumed.sentence());
      case Fact.AbortAccepted abort -> goesOn(abort.sentence());
      case Fact.LockGranted granted -> locked(granted.token());
      case Fact.LockLost lost -> locked(null);
      case Fact.LockReturned returned -> locked(null);
      case Fact.SystemIll sick -> suffering(with(sick, told.at()));
      case Fact.SystemWell well -> suffering(without(well.system()));
      // each part of the view folds only the facts that are about it
      default -> this;
    };
  }

  /** A hold hides every state but the way back and the end, which end it. */
  private Standing in(RunState next, String because) {
    if (held == null || next.ended() || next == RunState.COMPENSATING) {
      return new Standing(
          next,
          because,
          null,
          next == RunState.QUEUED ? queued : null,
          startsAt,
          token,
          ill,
          trouble);
    }
    // older runs said of a hold twice that it is one
    return next == RunState.HELD
        ? this
        : held(new HoldView(held.by(), held.why(), held.since(), next));
  }

  /** What is going back is held by nobody, whatever reasons are left over. */
  private Standing hold(Fact.Held hold, Instant at) {
    if (state == RunState.COMPENSATING) {
      return this;
    }
    RunState under = held == null ? state : held.under();
    return held(new HoldView(hold.by(), hold.why(), at, under));
  }

  private Standing goesOn(String because) {
    return held == null
        ? this
        : new Standing(held.under(), because, null, queued, startsAt, token, ill, trouble);
  }

  private Standing held(HoldView hold) {
    return new Standing(
        RunState.HELD,
        "by %s: %s".formatted(hold.by(), hold.why()),
        hold,
        queued,
        startsAt,
        token,
        ill,
        trouble);
  }

  private Standing waitingFor(String turn) {
    return new Standing(state, why, held, turn, startsAt, token, ill, trouble);
  }

  private Standing startingAt(Instant at) {
    return new Standing(state, why, held, queued, at, token, ill, trouble);
  }

  private Standing because(String bad) {
    return new Standing(state, why, held, queued, startsAt, token, ill, bad);
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
