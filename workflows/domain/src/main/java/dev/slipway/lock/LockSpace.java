package dev.slipway.lock;

import dev.slipway.gate.FreezeWindow;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
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

  public boolean isUnsure() {
    return unsure != null;
  }

  /** Nobody says who holds what; all that wait are told so. */
  public LockStep unsure(String why) {
    String sentence =
        "the lock space of %s began anew and grants nothing before it knows who holds what: %s"
            .formatted(environment, why);
    return new LockStep(
        new LockSpace(environment, lastToken, holders, queue, freezes, stop, sentence),
        queue.stream()
            .map(r -> new Addressed(r.workflowId(), new LockAnswer.Waiting(sentence)))
            .toList());
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
        .serveAll(now, told);
  }

  /** Like {@link #serve}, and everybody who still waits is told for what. */
  private LockStep serveAll(Instant now, List<Addressed> told) {
    LockStep served = serve(now, told, null);
    var all = new ArrayList<>(served.answers());
    for (LockRequest request : served.next().queue()) {
      all.addAll(served.next().acquire(request, now).answers());
    }
    return new LockStep(served.next(), all);
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
      return serve(now, new ArrayList<>(), request.run());
    }
    var waiting = new ArrayList<>(queue);
    int place = request.purpose() == LockPurpose.ROLLBACK ? rollbacksIn(waiting) : waiting.size();
    waiting.add(place, request);
    return withQueue(waiting).serve(now, wanted(holders, request), request.run());
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
        .serve(now, new ArrayList<>(), null);
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
        .serve(now, told, null);
  }

  public LockStep configure(List<FreezeWindow> windows, Instant now) {
    return new LockSpace(environment, lastToken, holders, queue, windows, stop, unsure)
        .serve(now, new ArrayList<>(), null);
  }

  /** Serves whoever can be served now; call when {@link #wakeAt} has come. */
  public LockStep tick(Instant now) {
    return serve(now, new ArrayList<>(), null);
  }

  /** When a freeze ends that somebody waits for. */
  public Optional<Instant> wakeAt(Instant now) {
    boolean someoneFrozen =
        queue.stream().anyMatch(r -> r.purpose() == LockPurpose.RELEASE && !r.ignoreFreeze());
    return someoneFrozen && stop == null ? frozenUntil(now) : Optional.empty();
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

  private Optional<Instant> frozenUntil(Instant now) {
    return freezes.stream()
        .flatMap(w -> w.coversUntil(now).stream())
        .max(Comparator.naturalOrder());
  }

  private LockStep serve(Instant now, List<Addressed> told, @Nullable RunId newcomer) {
    var holding = new ArrayList<>(holders);
    var waiting = new ArrayList<LockRequest>();
    long token = lastToken;
    for (LockRequest request : queue) {
      String why = obstacle(request, holding, waiting, now);
      if (why == null) {
        token = Math.max(token + 1, now.getEpochSecond());
        holding.add(new Holder(request, token));
        told.add(new Addressed(request.workflowId(), new LockAnswer.Granted(token)));
      } else {
        waiting.add(request);
        if (request.run().equals(newcomer) && !why.isEmpty()) {
          told.add(new Addressed(request.workflowId(), new LockAnswer.Waiting(why)));
        }
      }
    }
    return new LockStep(
        new LockSpace(environment, token, holding, waiting, freezes, stop, unsure), told);
  }

  private @Nullable String obstacle(
      LockRequest request, List<Holder> holding, List<LockRequest> ahead, Instant now) {
    if (unsure != null) {
      return unsure;
    }
    for (Holder h : holding) {
      if (h.request().overlaps(request)) {
        return "waits for %s of %s, which holds %s"
            .formatted(h.request().run(), h.request().by(), shared(h.request(), request));
      }
    }
    for (LockRequest r : ahead) {
      if (r.overlaps(request)) {
        return "waits behind %s of %s, which wants %s too"
            .formatted(r.run(), r.by(), shared(r, request));
      }
    }
    if (request.purpose() == LockPurpose.ROLLBACK) {
      return null;
    }
    if (stop != null) {
      return "emergency stop by %s: %s".formatted(stop.by(), stop.reason());
    }
    Optional<Instant> until = request.ignoreFreeze() ? Optional.empty() : frozenUntil(now);
    return until.map(end -> "freeze window until " + end).orElse(null);
  }

  private static String shared(LockRequest a, LockRequest b) {
    return String.join(
        ", ",
        a.services().stream().filter(b.services()::contains).map(ServiceName::value).toList());
  }
}
