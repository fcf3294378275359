package dev.slipway.definitions;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.contract.evidence.LockRecallRequest;
import dev.slipway.contract.evidence.OpenRuns;
import dev.slipway.contract.evidence.OpenRunsRequest;
import dev.slipway.contract.evidence.RecallRequest;
import dev.slipway.contract.people.NoticeActivities;
import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.contract.preflight.Findings;
import dev.slipway.contract.preflight.Questions;
import dev.slipway.contract.rollout.AutoscalerActivities;
import dev.slipway.contract.rollout.AutoscalerRequest;
import dev.slipway.contract.rollout.AutoscalerResult;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.contract.rollout.PauseRequest;
import dev.slipway.contract.rollout.RecoveryNote;
import dev.slipway.contract.rollout.RecoveryNoteActivities;
import dev.slipway.contract.rollout.RolloutLook;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.Intents;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.evidence.RunView;
import dev.slipway.lock.LockMemory;
import dev.slipway.name.RunId;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Memory;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.RunState;
import dev.slipway.release.WantedImage;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.Intent;
import dev.slipway.snapshot.LastGood;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.StepVerdict;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One site, a ledger and people in memory: workloads keep what was set, sightings follow the
 * script. Counts every effect.
 */
public final class ScriptedSite
    implements WorkloadActivities,
        AutoscalerActivities,
        RecoveryNoteActivities,
        ImageActivities,
        LedgerActivities,
        NoticeActivities {
  private final Map<WorkloadRef, WorkloadChange> live = new LinkedHashMap<>();
  private final Map<WorkloadRef, Long> tokens = new LinkedHashMap<>();
  private final Map<String, KeyedFact> ledger = new LinkedHashMap<>();
  private final List<String> open = new CopyOnWriteArrayList<>();
  private final List<String> effects = new CopyOnWriteArrayList<>();
  private final List<NoticeRequest> notices = new CopyOnWriteArrayList<>();
  private final List<Script> scripts = new CopyOnWriteArrayList<>();
  private final List<String> failing = new CopyOnWriteArrayList<>();
  private final List<String> silentOnce = new CopyOnWriteArrayList<>();
  private final AtomicInteger pages = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private volatile int badLook = Integer.MAX_VALUE;
  private volatile boolean ledgerAway;
  private volatile boolean ledgerForbidden;
  private volatile boolean clusterAway;
  private volatile boolean paused;
  private volatile boolean blindWatches;
  private volatile boolean flapping;
  private volatile boolean watchesFail;
  private volatile boolean blindLooks;
  private volatile boolean registry;
  private volatile boolean silentAutoscalers;
  private volatile int retries;
  private volatile @Nullable String refused;
  private volatile @Nullable String noNotes;
  private volatile @Nullable String deaf;
  private final AtomicInteger watches = new AtomicInteger();
  private volatile LockMemory locks = LockMemory.none();

  /** What a look at a workload says while the wanted change matches. */
  public record Script(Predicate<WorkloadChange> when, RolloutSighting says) {}

  public synchronized void put(WorkloadChange state) {
    live.put(state.workload(), state);
  }

  public synchronized boolean knows(WorkloadRef workload) {
    return live.containsKey(workload);
  }

  public void script(Predicate<WorkloadChange> when, RolloutSighting says) {
    scripts.add(new Script(when, says));
  }

  public void clearScriptOf(WorkloadChange change) {
    scripts.removeIf(script -> script.when().test(change));
  }

  public void clearScripts() {
    scripts.clear();
  }

  /** At this look, counted from one, the pods are bad. */
  public void badLook(int look) {
    badLook = look;
  }

  /** How many times pods were looked at. */
  public int looks() {
    return looks.get();
  }

  /** When the first fact of a kind happened. */
  public synchronized Instant when(Class<? extends Fact> type) {
    return ledger.values().stream()
        .filter(fact -> type.isInstance(fact.fact()))
        .map(KeyedFact::at)
        .findFirst()
        .orElseThrow();
  }

  public void ledgerAway(boolean away) {
    ledgerAway = away;
  }

  /** Answers that look final, as after a changed password. */
  public void ledgerForbidden(boolean forbidden) {
    ledgerForbidden = forbidden;
  }

  public void clusterAway(boolean away) {
    clusterAway = away;
  }

  /** Watches go on but see nothing more, as behind a dead connection. */
  public void watchesAreBlind(boolean blind) {
    blindWatches = blind;
  }

  /** Watches end without an answer, as when the API server is away. */
  public void watchesFail(boolean fail) {
    watchesFail = fail;
  }

  /** How many watches were begun. */
  public int watches() {
    return watches.get();
  }

  /** Every image is there. */
  public void registry(boolean there) {
    registry = there;
  }

  /** A policy refuses every change of this workload, for good. */
  public void refusesChangesOf(String workload) {
    refused = workload;
  }

  /** Answers are given after so many attempts in vain. */
  public void retries(int before) {
    retries = before;
  }

  /** The worker that puts autoscalers back is cut off: Temporal hears nothing of it. */
  public void autoscalersAreSilent(boolean silent) {
    silentAutoscalers = silent;
  }

  /** Looks at pods show nothing. */
  public void blindLooks(boolean blind) {
    blindLooks = blind;
  }

  /** Nobody may leave the way back in the cluster. */
  public void refusesNotes(String why) {
    noNotes = why;
  }

  /** Checks of namespaces and owners that look at this fail. */
  public void failsFor(String subject) {
    failing.add(subject);
  }

  /** The next question about this subject stays without an answer. */
  void doesNotAnswerOnce(String subject) {
    silentOnce.add(subject);
  }

  /** The ledger knows these runs too, by the ids of their workflows. */
  public void openRunsAre(List<String> workflowIds) {
    open.addAll(workflowIds);
  }

  /** How many pages of open runs were read. */
  public int pages() {
    return pages.get();
  }

  /** No receiver can be told. */
  public void receiversAreDeaf(String why) {
    deaf = why;
  }

  /** What is ill is well again as soon as somebody knows, and then ill again. */
  public void flapping(boolean now) {
    flapping = now;
  }

  /** Somebody pauses every workload. */
  public void paused(boolean now) {
    paused = now;
  }

  public synchronized WorkloadChange live(WorkloadRef workload) {
    WorkloadChange state = live.get(workload);
    if (state == null) {
      throw new IllegalArgumentException("no such workload: " + workload);
    }
    return state;
  }

  public List<String> effects() {
    return List.copyOf(effects);
  }

  /** Effects on declared fields only. */
  public List<String> sets() {
    return effects.stream().filter(e -> e.startsWith("set ")).toList();
  }

  public List<NoticeRequest> notices() {
    return List.copyOf(notices);
  }

  public synchronized List<Fact> facts() {
    return ledger.values().stream().map(KeyedFact::fact).toList();
  }

  public synchronized <T extends Fact> List<T> facts(Class<T> type) {
    return facts().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public synchronized WorkloadSnapshot snapshot(SnapshotRequest request) {
    if (clusterAway) {
      throw FailureType.UNAVAILABLE.failure("the API server does not answer");
    }
    var declared = request.declared();
    WorkloadChange state = live.get(declared.workload());
    if (state == null) {
      throw FailureType.NOT_FOUND.failure(declared.workload() + " does not exist");
    }
    return new WorkloadSnapshot(
        declared.service(),
        declared.site(),
        state,
        2,
        paused,
        "uid-" + declared.workload().name(),
        1,
        null,
        List.of("VerticalPodAutoscaler/" + declared.workload().name()),
        Instant.EPOCH);
  }

  @Override
  public synchronized ChangeResult change(ChangeRequest request) {
    if (clusterAway) {
      throw FailureType.UNAVAILABLE.failure("the API server does not answer");
    }
    WorkloadRef workload = request.to().workload();
    if (workload.name().equals(refused)) {
      throw FailureType.INVALID.failure(workload + " is refused by a policy");
    }
    long held = tokens.getOrDefault(workload, 0L);
    if (held > request.token()) {
      return new ChangeResult.Conflict("held by token " + held);
    }
    WorkloadChange now = live(workload);
    if (now.sameFieldsAs(request.to())) {
      tokens.put(workload, request.token());
      return new ChangeResult.AlreadyThere(1);
    }
    if (request.from().stream().noneMatch(now::sameFieldsAs)) {
      return new ChangeResult.Conflict("found " + now.images());
    }
    live.put(workload, request.to());
    tokens.put(workload, request.token());
    effects.add("set " + workload.name() + " " + request.to().images().getFirst().image().value());
    return new ChangeResult.Applied(2, retries);
  }

  @Override
  public RolloutSighting await(AwaitRequest request) {
    watches.incrementAndGet();
    if (watchesFail) {
      throw FailureType.UNAVAILABLE.failure("the API server does not answer");
    }
    if (blindWatches) {
      watchForEver();
    }
    if (flapping && !request.illnessKnown()) {
      beatFor(Duration.ofMillis(1_500));
    }
    while (true) {
      Optional<RolloutSighting> said = said(request.wanted());
      boolean ill = said.filter(RolloutSighting.PlatformIll.class::isInstance).isPresent();
      if (said.isEmpty()) {
        return new RolloutSighting.Complete(2);
      }
      if (request.illnessKnown() && (!ill || flapping)) {
        return new RolloutSighting.PlatformWell();
      }
      if (said.get() instanceof RolloutSighting.Complete) {
        watchForEver();
      }
      if (!ill || !request.illnessKnown()) {
        return said.get();
      }
      beat();
    }
  }

  private Optional<RolloutSighting> said(WorkloadChange wanted) {
    return scripts.stream().filter(s -> s.when().test(wanted)).map(Script::says).findFirst();
  }

  @Override
  public RolloutLook look(AwaitRequest request) {
    RolloutSighting said =
        scripts.stream()
            .filter(script -> script.when().test(request.wanted()))
            .map(Script::says)
            .findFirst()
            .orElse(new RolloutSighting.Complete(2));
    boolean nothing =
        said instanceof RolloutSighting.Complete
            && scripts.stream().anyMatch(script -> script.when().test(request.wanted()));
    return new RolloutLook(nothing ? null : said, "1 of 2 pods new and ready");
  }

  private static void watchForEver() {
    while (true) {
      beat();
    }
  }

  private static void beatFor(Duration span) {
    long end = System.nanoTime() + span.toNanos();
    while (System.nanoTime() < end) {
      beat();
    }
  }

  /** One heartbeat, which is also where a cancellation arrives. */
  private static void beat() {
    Activity.getExecutionContext().heartbeat("watching");
    LockSupport.parkNanos(20_000_000);
  }

  @Override
  public ChangeResult pause(PauseRequest request) {
    effects.add((request.paused() ? "pause " : "resume ") + request.workload().name());
    return new ChangeResult.Applied(2, retries);
  }

  @Override
  public StepVerdict inspect(InspectRequest request) {
    boolean bad = looks.incrementAndGet() == badLook;
    if (blindLooks) {
      var away = new Verdict.ProviderDown("the API server does not answer");
      return new StepVerdict(request.step(), request.warnOnly(), away);
    }
    boolean same = !bad && live(request.wanted().workload()).sameFieldsAs(request.wanted());
    return new StepVerdict(
        request.step(),
        request.warnOnly(),
        same ? new Verdict.Pass("as wanted") : new Verdict.Fail("other fields"));
  }

  @Override
  public StepVerdict scanLogs(LogScanRequest request) {
    return new StepVerdict(
        request.scan().name(), request.scan().warnOnly(), new Verdict.Pass("no lines"));
  }

  @Override
  public Finding check(Check check) {
    if (silentOnce.remove(check.subject())) {
      throw FailureType.UNAVAILABLE.failure(check.subject() + " does not answer");
    }
    boolean concerned = check instanceof Check.NamespaceExists || check instanceof Check.Ownership;
    if (concerned && failing.contains(check.subject())) {
      return new Finding.Failed(check.subject() + " is not as it should be", "repair it");
    }
    return new Finding.Passed("seen");
  }

  @Override
  public Findings checks(Questions asked) {
    return Findings.inTurn(asked, this::check);
  }

  @Override
  public Finding check(Check.ReceiverReady check) {
    String why = deaf;
    return why == null
        ? new Finding.Passed("it can be told")
        : new Finding.Failed(why, "set it for the worker");
  }

  @Override
  public AutoscalerResult pauseEviction(AutoscalerRequest request) {
    effects.add("vpa off " + request.workload().name());
    return new AutoscalerResult(List.of(request.workload().name()), retries);
  }

  @Override
  public AutoscalerResult resumeEviction(AutoscalerRequest request) {
    if (silentAutoscalers) {
      Activity.getExecutionContext().doNotCompleteOnReturn();
      return new AutoscalerResult(List.of());
    }
    effects.add("vpa on " + request.workload().name());
    return new AutoscalerResult(List.of(request.workload().name()), retries);
  }

  @Override
  public ChangeResult write(RecoveryNote note) {
    String why = noNotes;
    return why == null ? new ChangeResult.Applied(1, retries) : new ChangeResult.Conflict(why);
  }

  @Override
  public ResolvedImage resolve(WantedImage wanted) {
    return registry
        ? new ResolvedImage.Found(wanted, Plans.digest('b'), retries)
        : new ResolvedImage.Missing(wanted, "this site has no registry");
  }

  @Override
  public synchronized void append(AppendRequest request) {
    if (ledgerAway) {
      throw FailureType.UNAVAILABLE.failure("the ledger is away");
    }
    if (ledgerForbidden) {
      throw FailureType.FORBIDDEN.failure("the ledger refuses the login");
    }
    for (KeyedFact fact : request.facts()) {
      KeyedFact there = ledger.putIfAbsent(fact.key(), fact);
      if (there != null && !there.fact().equals(fact.fact())) {
        throw FailureType.INVALID.failure("another fact was told under " + fact.key());
      }
      follow(request.run(), fact.fact());
    }
  }

  private void follow(RunId run, Fact fact) {
    if (fact instanceof Fact.ReleaseRequested) {
      open.add(WorkflowIds.release(run));
    } else if (fact instanceof Fact.RunEnded) {
      open.remove(WorkflowIds.release(run));
    }
  }

  @Override
  public Memory recall(RecallRequest request) {
    var good = new LinkedHashMap<WorkloadRef, LastGood>();
    facts(Fact.ServiceGood.class)
        .forEach(told -> good.put(told.good().state().workload(), told.good()));
    return new Memory(List.copyOf(good.values()), List.of(), intended());
  }

  @Override
  public LockMemory recallLocks(LockRecallRequest request) {
    if (ledgerAway) {
      throw FailureType.UNAVAILABLE.failure("the ledger is away");
    }
    return locks;
  }

  /** What an earlier lock space left in the ledger. */
  public void locks(LockMemory remembered) {
    locks = remembered;
  }

  /** All that was ever intended: this ledger does not know which runs have ended. */
  private synchronized List<Intent> intended() {
    return ledger.values().stream()
        .flatMap(told -> Intents.of(RunId.of("some-run"), told.fact()).stream())
        .toList();
  }

  @Override
  public OpenRuns openRuns(OpenRunsRequest request) {
    if (ledgerAway) {
      throw FailureType.UNAVAILABLE.failure("the ledger is away");
    }
    pages.incrementAndGet();
    List<String> all = open.stream().sorted().toList();
    RunId after = request.after();
    int from = after == null ? 0 : all.indexOf(WorkflowIds.release(after)) + 1;
    int to = Math.min(all.size(), from + request.limit());
    RunId last = to == all.size() ? null : RunId.of(all.get(to - 1).substring("release/".length()));
    return new OpenRuns(all.subList(from, to), last);
  }

  @Override
  public NoticeResult send(NoticeRequest request) {
    notices.add(request);
    return new NoticeResult(true, "200");
  }

  public List<String> sentences() {
    return new ArrayList<>(facts()).stream().map(Fact::sentence).toList();
  }

  /** Where a run stood, one state after the other, as folded from what it told. */
  public synchronized List<RunState> states(RunId run) {
    var states = new ArrayList<RunState>();
    RunView view = RunView.empty(run);
    for (KeyedFact told : ledger.values()) {
      view = view.apply(told);
      if (states.isEmpty() || states.getLast() != view.state()) {
        states.add(view.state());
      }
    }
    return states;
  }
}
