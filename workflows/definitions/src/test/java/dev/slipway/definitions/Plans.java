package dev.slipway.definitions;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.document.DocumentSet;
import dev.slipway.gate.ApprovalPolicy;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.notice.Occasion;
import dev.slipway.notice.Receiver;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.release.AfterHold;
import dev.slipway.release.FailureAction;
import dev.slipway.release.HoldPolicy;
import dev.slipway.release.Planned;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ReleasePolicy;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.ServicePlan;
import dev.slipway.release.WantedService;
import dev.slipway.release.Wave;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.VerifyPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small plans for tests: services backend, frontend, worker; old and new version by digest. */
final class Plans {
  static final EnvironmentName PROD = EnvironmentName.of("prod");
  static final SiteName SITE = SiteName.of("east");
  static final Actor ANN = new Actor("ann", List.of(Role.RELEASER, Role.APPROVER));
  static final Actor BOB = new Actor("bob", List.of(Role.APPROVER, Role.OPERATOR));
  static final Actor CLEO = new Actor("cleo", List.of(Role.APPROVER));

  private final RunId run;
  private final List<Wave> waves = new ArrayList<>();
  private ApprovalPolicy approval = ApprovalPolicy.none();
  private FailureAction onFailure = FailureAction.UNDO_ALL;
  private Duration maxHold = Duration.ofHours(4);
  private AfterHold afterHold = AfterHold.BACK_OUT;
  private Duration rolloutTimeout = Duration.ofMinutes(5);
  private Duration notice = Duration.ZERO;
  private Duration bake = Duration.ZERO;
  private int maxParallel = 2;
  private VerifyPlan verify = VerifyPlan.none();
  private final List<Receiver> receivers =
      new ArrayList<>(
          List.of(
              new Receiver.Webhook(
                  "chat", "env:CHAT", null, List.of(Occasion.ENDED, Occasion.REMINDER))));
  private Duration retryBudget = Duration.ofSeconds(3);
  private char recorded = 'a';
  private char wanted = 'b';
  private String version = "2.0.0";

  private Plans(RunId run) {
    this.run = run;
  }

  static Plans plan(String run) {
    return new Plans(RunId.of(run));
  }

  Plans wave(String... services) {
    waves.add(new Wave(waves.size() + 1, Arrays.stream(services).map(this::service).toList()));
    return this;
  }

  Plans approval(int quorum, Duration expiry) {
    approval =
        new ApprovalPolicy(
            quorum,
            List.of(Role.APPROVER),
            true,
            false,
            expiry,
            Duration.ofHours(1),
            Duration.ofHours(2),
            List.of("chat"),
            List.of(Role.OPERATOR));
    return this;
  }

  Plans onFailure(FailureAction action) {
    onFailure = action;
    return this;
  }

  Plans maxHold(Duration age) {
    maxHold = age;
    return this;
  }

  Plans keepHolding() {
    afterHold = AfterHold.KEEP_HOLDING;
    return this;
  }

  Plans rolloutTimeout(Duration timeout) {
    rolloutTimeout = timeout;
    return this;
  }

  /** How long a call is tried again before somebody is told. */
  Plans retryBudget(Duration budget) {
    retryBudget = budget;
    return this;
  }

  Plans bake(Duration time) {
    bake = time;
    return this;
  }

  Plans notice(Duration period) {
    notice = period;
    return this;
  }

  /** For the services of the waves that are added after this. */
  Plans verify(VerifyPlan plan) {
    verify = plan;
    return this;
  }

  Plans mail(String name, Occasion... occasions) {
    receivers.add(
        new Receiver.Mail(name, List.of(name + "@shop.example.org"), Arrays.asList(occasions)));
    return this;
  }

  /** What runs before the release. */
  Plans recordedAs(char fill) {
    recorded = fill;
    return this;
  }

  /** For the services of the waves that are added after this. */
  Plans to(String name, char fill) {
    version = name;
    wanted = fill;
    return this;
  }

  Plans oneAtATime() {
    maxParallel = 1;
    return this;
  }

  private ServicePlan service(String name) {
    return new ServicePlan(
        ServiceName.of(name),
        SITE,
        version,
        List.of(state(name, wanted)),
        new Strategy.Rolling(rolloutTimeout, Duration.ofMinutes(5), Duration.ZERO),
        verify);
  }

  static WorkloadRef workload(String service) {
    return new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, service);
  }

  static Digest digest(char fill) {
    return Digest.of("sha256:" + String.valueOf(fill).repeat(64));
  }

  static WorkloadChange state(String service, char fill) {
    return new WorkloadChange(
        workload(service),
        List.of(
            new ContainerImage("main", false, ImageRef.pinned("shop/" + service, digest(fill)))),
        List.of());
  }

  ReleaseRequest request() {
    return new ReleaseRequest(
        run,
        PROD,
        waves.stream()
            .flatMap(w -> w.services().stream())
            .map(s -> new WantedService(s.service(), "v2.0.0"))
            .toList(),
        List.of(),
        ReleaseKind.ORDINARY,
        ANN,
        "new version",
        false);
  }

  ReleasePlan build() {
    var policy =
        new ReleasePolicy(
            approval,
            notice,
            onFailure,
            maxParallel,
            new HoldPolicy(maxHold, afterHold),
            retryBudget,
            bake,
            false,
            List.of(),
            receivers);
    return new ReleasePlan(1, "hash-1", request(), waves, policy, List.of(), List.of(), List.of());
  }

  /** The documents that such a plan would come from, as far as a run looks at them itself. */
  DocumentSet documents() {
    List<ServiceName> services =
        waves.stream().flatMap(w -> w.services().stream()).map(ServicePlan::service).toList();
    return Papers.of(services, receivers, maxHold);
  }

  List<WorkloadSnapshot> snapshots() {
    return waves.stream().flatMap(w -> w.services().stream()).map(this::snapshot).toList();
  }

  private WorkloadSnapshot snapshot(ServicePlan service) {
    String name = service.service().value();
    return new WorkloadSnapshot(
        service.service(),
        SITE,
        state(name, recorded),
        2,
        false,
        "uid-" + name,
        1,
        null,
        List.of(),
        Instant.EPOCH);
  }

  Planned planned() {
    return new Planned.Ready(build(), snapshots(), new PreflightReport(List.of()));
  }
}
