package dev.slipway.lock;

import dev.slipway.gate.FreezeWindow;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lock space of one environment. Rules: all scopes at once or none; first come, first served
 * among overlapping requests; a rollback goes before releases and makes a holding release give way;
 * freeze windows and a stop hold releases back, never rollbacks; every grant gets a higher token,
 * at least the second of its time, so that tokens grow even if this state was lost and begins anew.
 * A space that begins anew grants nothing to anybody before it remembers who holds what.
 *
 * @param unsure why it does not know who holds what, empty while nobody needs to be told; null when
 *     it knows
 */
public record LockSpace(
    EnvironmentName environment,
    long lastToken,
    List<Holder> holders,
    List<LockRequest> queue,
    List<FreezeWindow> freezes,
    @Nullable StopOrder stop,
    @Nullable String unsure) {
  public LockSpace {
    holders = List.copyOf(holders);
    queue = List.copyOf(queue);
    freezes = List.copyOf(freezes);
  }

  public static LockSpace of(EnvironmentName environment) {
    return new LockSpace(environment, 0, List.of(), List.of(), List.of(), null, null);
  }

  /** The space of an environment that may have had another one, of which only others know. */
  public static LockSpace bornAnew(EnvironmentName environment) {
    return new LockSpace(environment, 0, List.of(), List.of(), List.of(), null, "");
  }

  /** Whether it knows who holds what. */
  public boolean knows() {
    return unsure == null;
  }

  /** Whether those who wait know already that nobody says who holds what. */
  public boolean hasSaidWhy() {
    return unsure != null && !unsure.isEmpty();
  }

  /** Nobody says who holds what; all that wait are told so. */
  public LockStep unsure(String why, Instant now) {
    String sentence =
        "the lock space of %s began anew and grants nothing before it knows who holds what: %s"
            .formatted(environment, why);
    return new LockSpace(environment, lastToken, holders, queue, freezes, stop, sentence)
        .serve(this, now, List.of(), null);
  }

  /** From now on it knows; what was ordered since it began anew is newer than any memory. */
  public LockStep remember(LockMemory memory, Instant now) {
    var told = new ArrayList<Addressed>();
    var waiting = new ArrayList<LockRequest>();
    for (LockRequest request : queue) {
      memory
          .holder(request.run())
          .ifPresentOrElse(
              h -> told.add(new Addressed(request.workflowId(), new LockAnswer.Granted(h.token()))),
              () -> {
                told.addAll(wanted(memory.holders(), request));
                waiting.add(request);
              });
    }
    long highest = memory.holders().stream().mapToLong(Holder::token).max().orElse(0);
    return new LockSpace(
            environment,
            Math.max(lastToken, highest),
            memory.holders(),
            waiting,
            freezes,
            stop == null ? memory.stop() : stop,
            null)
        .serve(this, now, told, null);
  }

  /** Asking again is harmless: a holder is told its token again, a waiter keeps its place. */
  public LockStep acquire(LockRequest request, Instant now) {
    Optional<Holder> held = holder(request.run());
    if (held.isPresent()) {
      return new LockStep(
          this,
          List.of(new Addressed(request.workflowId(), new LockAnswer.Granted(held.get().token()))));
    }
    if (queue.stream().anyMatch(r -> r.run().equals(request.run()))) {
      return serve(this, now, List.of(), request.run());
    }
    var waiting = new ArrayList<>(queue);
    int place = request.purpose() == LockPurpose.ROLLBACK ? rollbacksIn(waiting) : waiting.size();
    waiting.add(place, request);
    return withQueue(waiting).serve(this, now, wanted(holders, request), request.run());
  }

  private static List<Addressed> wanted(List<Holder> holders, LockRequest request) {
    var told = new ArrayList<Addressed>();
    holders.stream()
        .filter(h -> h.request().overlaps(request))
        .forEach(h -> told.add(new Addressed(h.request().workflowId(), wanted(h, request))));
    return told;
  }

  private static LockAnswer wanted(Holder holder, LockRequest request) {
    boolean precedence =
        request.purpose() == LockPurpose.ROLLBACK
            && holder.request().purpose() == LockPurpose.RELEASE;
    return precedence
        ? new LockAnswer.Preempted(request.run(), request.by())
        : new LockAnswer.Wanted(request.run(), request.by());
  }

  private static int rollbacksIn(List<LockRequest> waiting) {
    return (int) waiting.stream().filter(r -> r.purpose() == LockPurpose.ROLLBACK).count();
  }

  /** The run gives its lock back or leaves the queue; unknown runs are no error. */
  public LockStep giveBack(RunId run, Instant now) {
    var kept = holders.stream().filter(h -> !h.request().run().equals(run)).toList();
    var waiting = queue.stream().filter(r -> !r.run().equals(run)).toList();
    return new LockSpace(environment, lastToken, kept, waiting, freezes, stop, unsure)
        .serve(this, now, List.of(), null);
  }

  /**
   * An operator takes the lock of a run away. The run is told; whoever waits is served with a
   * higher token.
   */
  public LockStep breakLock(RunId run, String by, String reason, Instant now) {
    var told = new ArrayList<Addressed>();
    holder(run)
        .ifPresent(
            h ->
                told.add(
                    new Addressed(h.request().workflowId(), new LockAnswer.Broken(by, reason))));
    LockStep freed = giveBack(run, now);
    told.addAll(freed.answers());
    return new LockStep(freed.next(), told);
  }

  /** Holders and waiters are told; nothing is granted to releases until the stop is lifted. */
  public LockStep stop(StopOrder order) {
    var told = new ArrayList<Addressed>();
    everybody().forEach(id -> told.add(new Addressed(id, new LockAnswer.StopOrdered(order))));
    return new LockStep(
        new LockSpace(environment, lastToken, holders, queue, freezes, order, unsure), told);
  }

  public LockStep lift(String by, Instant now) {
    var told = new ArrayList<Addressed>();
    everybody().forEach(id -> told.add(new Addressed(id, new LockAnswer.StopLifted(by))));
    return new LockSpace(environment, lastToken, holders, queue, freezes, null, unsure)
        .serve(this, now, told, null);
  }

  public LockStep configure(List<FreezeWindow> windows, Instant now) {
    return new LockSpace(environment, lastToken, holders, queue, windows, stop, unsure)
        .serve(this, now, List.of(), null);
  }

  /** Serves whoever can be served now; call when {@link #wakeAt} has come. */
  public LockStep tick(Instant now) {
    return serve(this, now, List.of(), null);
  }

  /** When a freeze ends that somebody waits for. */
  public Optional<Instant> wakeAt(Instant now) {
    return stop != null || unsure != null
        ? Optional.empty()
        : queue.stream()
            .flatMap(request -> frozenUntil(request, now).stream())
            .min(Comparator.naturalOrder());
  }

  /** Who waits for what, in the order of the queue. */
  public List<Waiter> waiters(Instant now) {
    return Turns.of(this, now).waiters();
  }

  public Optional<Holder> holder(RunId run) {
    return holders.stream().filter(h -> h.request().run().equals(run)).findFirst();
  }

  private List<String> everybody() {
    return Stream.concat(
            holders.stream().map(h -> h.request().workflowId()),
            queue.stream().map(LockRequest::workflowId))
        .toList();
  }

  private LockSpace withQueue(List<LockRequest> waiting) {
    return new LockSpace(environment, lastToken, holders, waiting, freezes, stop, unsure);
  }

  private Optional<Instant> frozenUntil(LockRequest request, Instant now) {
    return Frozen.of(this, request, now).map(Frozen::until);
  }

  /**
   * A freeze window is told with its name, by which it is not compared: a space that was served by
   * an older build tells nobody anew because of the name.
   */
  private LockAnswer waiting(Waiter waiter, Instant now) {
    return new LockAnswer.Waiting(
        Frozen.of(this, waiter.request(), now)
            .filter(frozen -> frozen.why().equals(waiter.why()))
            .map(Frozen::sentence)
            .orElse(waiter.why()));
  }

  /**
   * Grants what can be granted, and tells those who wait for something else than before.
   *
   * @param asked who wants to hear for what it waits in any case
   */
  private LockStep serve(
      LockSpace before, Instant now, List<Addressed> told, @Nullable RunId asked) {
    Turns turns = Turns.of(this, now);
    List<Waiter> known = before.waiters(now);
    var all = new ArrayList<>(told);
    turns
        .granted()
        .forEach(
            h ->
                all.add(
                    new Addressed(h.request().workflowId(), new LockAnswer.Granted(h.token()))));
    turns.waiters().stream()
        .filter(w -> w.request().run().equals(asked) || !known.contains(w))
        .filter(w -> !w.why().isEmpty())
        .forEach(w -> all.add(new Addressed(w.request().workflowId(), waiting(w, now))));
    return new LockStep(
        new LockSpace(
            environment,
            turns.token(),
            turns.holders(),
            turns.waiters().stream().map(Waiter::request).toList(),
            freezes,
            stop,
            unsure),
        all);
  }
}
