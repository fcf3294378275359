package dev.slipway.api.release;

import dev.slipway.api.document.Registered;
import dev.slipway.api.door.Caller;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.repeat.Key;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.document.DocumentSet;
import dev.slipway.documents.RequestCheck;
import dev.slipway.documents.RequestInput;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.SiteName;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.release.Draft;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.Problem;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.WantedService;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Compares a request with what is registered; every fault is reported, not only the first. */
@Component
final class StartCheck {
  private static final int RULES = 1;

  private final Registered registered;

  StartCheck(Registered registered) {
    this.registered = registered;
  }

  /**
   * @throws Refusal with every wrong field; nothing was started or stored then
   */
  ReleaseStart start(ReleaseBody body, Caller caller, Key key) {
    Registered.Snapshot known = registered.now();
    RequestInput input = body.input();
    List<Problem> problems =
        new ArrayList<>(RequestCheck.problems(input, known.environments(), known.services()));
    RunIds.problem(body.run()).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    RunId run =
        body.run() == null
            ? RunIds.make(String.valueOf(body.environment()), key, caller)
            : RunId.of(body.run());
    ReleaseRequest request = input.toRequest(run, caller.actor());
    caller.mustSee(
        request.environment(), request.services().stream().map(WantedService::service).toList());
    DocumentSet documents = known.of(request);
    checkHotfix(request, documents, caller);
    if (PlanResolver.draft(RULES, request, documents) instanceof Draft.Refused refused) {
      throw Refusal.invalid(refused.problems());
    }
    return new ReleaseStart(request, documents);
  }

  /** Where the services of this request are. */
  static List<SiteName> sites(ReleaseStart start) {
    return switch (PlanResolver.draft(RULES, start.request(), start.documents())) {
      case Draft.Ready ready ->
          ready.workloads().stream().map(DeclaredWorkload::site).distinct().toList();
      case Draft.Refused refused -> List.of();
    };
  }

  /**
   * A hotfix goes by a shorter policy: the environment must have one, and a releaser alone may not
   * choose it.
   */
  private static void checkHotfix(ReleaseRequest request, DocumentSet documents, Caller caller) {
    if (request.kind() != ReleaseKind.HOTFIX) {
      return;
    }
    if (documents.environment().spec().hotfix() == null) {
      throw Refusal.invalid(
          "kind",
          "environment %s has no hotfix policy; add spec.hotfix to its document, or release as ordinary"
              .formatted(request.environment()));
    }
    if (!caller.has(Role.OPERATOR) && !caller.has(Role.ADMIN)) {
      throw Refusal.of(
          Kind.FORBIDDEN,
          "a hotfix needs the role operator; the token of %s has not got it"
              .formatted(caller.name()));
    }
  }
}
