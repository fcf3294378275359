package dev.slipway.definitions.release;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.contract.evidence.RecallRequest;
import dev.slipway.contract.release.PlanningWorkflow;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.definitions.run.Attempts;
import dev.slipway.definitions.run.Changes;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.CheckResult;
import dev.slipway.preflight.Finding;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.release.Draft;
import dev.slipway.release.Memory;
import dev.slipway.release.PlanOrProblems;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.Planned;
import dev.slipway.release.Problem;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.Retry;
import dev.slipway.release.RulesVersion;
import dev.slipway.release.RunState;
import dev.slipway.release.SitedCheck;
import dev.slipway.release.WantedImage;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * See {@link PlanningWorkflow}. Looks first, then lets the pure resolver decide, then runs every
 * check.
 */
public final class PlanningWorkflowImpl implements PlanningWorkflow {
  private static final Duration BUDGET = Duration.ofMinutes(2);

  @Override
  public Planned run(ReleaseStart start) {
    if (!Workflow.getTypedSearchAttributes().containsKey(SearchAttributes.RELEASE)) {
      Workflow.upsertTypedSearchAttributes(marks(start.request()));
    }
    var retried = new ArrayList<Retry>();
    Attempts.tellTo(retried::add);
    Planned planned = planned(start).with(retried);
    RunState end = planned instanceof Planned.Ready ? RunState.SUCCEEDED : RunState.REFUSED;
    Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(end.name()));
    return planned;
  }

  private static Planned planned(ReleaseStart start) {
    int rules = rules();
    Draft draft = PlanResolver.draft(rules, start.request(), start.documents());
    return switch (draft) {
      case Draft.Refused refused -> new Planned.Refused(refused.problems());
      case Draft.Ready ready -> withFindings(look(rules, start, ready), ready);
    };
  }

  private static int rules() {
    return Changes.sinceBuildWith("rights-are-asked") ? RulesVersion.RIGHTS : RulesVersion.FIRST;
  }

  /** Who is refused for one reason is told all the others too, and not one at each try. */
  private static Planned withFindings(Planned planned, Draft.Ready draft) {
    if (!(planned instanceof Planned.Refused refused) || refused.mayPass()) {
      return planned;
    }
    List<String> known = refused.problems().stream().map(Problem::field).toList();
    List<SitedCheck> open =
        draft.checks().stream()
            .filter(sited -> !known.contains(sited.planned().check().subject()))
            .toList();
    var all = new ArrayList<>(refused.problems());
    Preflight.run(open, BUDGET).blockers().forEach(found -> all.add(problem(found)));
    return new Planned.Refused(all, false, refused.retried());
  }

  private static Problem problem(CheckResult found) {
    String subject = found.planned().check().subject();
    return new Problem(
        subject,
        found.finding() instanceof Finding.Failed failed
            ? "%s (%s)".formatted(failed.detail(), failed.wayOut())
            : found.finding().detail());
  }

  /** Whoever started it may not have said what it is about. */
  private static SearchAttributeUpdate<?>[] marks(ReleaseRequest request) {
    return new SearchAttributeUpdate<?>[] {
      SearchAttributes.ENVIRONMENT.valueSet(request.environment().value()),
      SearchAttributes.RELEASE.valueSet(request.run().value()),
      SearchAttributes.SERVICE.valueSet(
          request.services().stream().map(wanted -> wanted.service().value()).toList()),
      SearchAttributes.STATE.valueSet(RunState.PLANNING.name())
    };
  }

  /** Asks everything at once; what fails is told together, and not only the first of it. */
  private static Planned look(int rules, ReleaseStart start, Draft.Ready draft) {
    List<Promise<ResolvedImage>> images =
        draft.images().stream().map(PlanningWorkflowImpl::resolve).toList();
    List<ServiceName> services =
        draft.workloads().stream().map(DeclaredWorkload::service).distinct().toList();
    Promise<Memory> recalled =
        Async.function(
            Stubs.ledger("recall versions and known-bad images")::recall,
            new RecallRequest(start.request().environment(), services));
    List<Promise<WorkloadSnapshot>> looks = Snapshots.ask(draft.workloads(), BUDGET);
    var answers = new Answers();
    var found = new Found(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < images.size(); i++) {
      answers.of(subject(draft.images().get(i)), images.get(i)).ifPresent(found.images()::add);
    }
    for (int i = 0; i < looks.size(); i++) {
      answers
          .of(draft.workloads().get(i).workload().toString(), looks.get(i))
          .ifPresent(found.snapshots()::add);
    }
    Optional<Memory> memory = answers.of("ledger", recalled);
    return memory.isPresent() && answers.problems().isEmpty()
        ? complete(rules, start, found, memory.get())
        : refused(found, answers);
  }

  private record Found(List<ResolvedImage> images, List<WorkloadSnapshot> snapshots) {}

  private static Planned refused(Found found, Answers answers) {
    for (ResolvedImage image : found.images()) {
      if (image instanceof ResolvedImage.Missing missing) {
        answers.refuse(new Problem(subject(missing.wanted()), missing.why()));
      }
    }
    return new Planned.Refused(answers.problems(), answers.mayPass());
  }

  private static String subject(WantedImage wanted) {
    return "image %s:%s".formatted(wanted.repository(), wanted.version());
  }

  private static Promise<ResolvedImage> resolve(WantedImage wanted) {
    return Async.function(
        Stubs.at(
                wanted.site(),
                ImageActivities.class,
                BUDGET,
                "resolve " + wanted.repository() + " " + wanted.version())
            ::resolve,
        wanted);
  }

  private static Planned complete(int rules, ReleaseStart start, Found found, Memory memory) {
    PlanOrProblems result =
        PlanResolver.complete(
            rules, start.request(), start.documents(), found.images(), found.snapshots(), memory);
    return switch (result) {
      case PlanOrProblems.Rejected rejected -> new Planned.Refused(rejected.problems());
      case PlanOrProblems.Resolved resolved ->
          new Planned.Ready(
              resolved.plan(),
              Versions.named(found.snapshots(), memory),
              Preflight.run(resolved.plan().checks(), BUDGET),
              retried(found.images()));
    };
  }

  /** As far as workers of earlier builds said so in their answers. */
  private static List<Retry> retried(List<ResolvedImage> images) {
    return images.stream()
        .filter(image -> image.retries() > 0)
        .map(
            image ->
                new Retry("the registry answered for " + subject(image.wanted()), image.retries()))
        .distinct()
        .toList();
  }
}
