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
import dev.slipway.ledger.document.DocumentKey;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.release.Draft;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.Problem;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RulesVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares a request with what is registered; every fault is reported, not only the first. */
@Component
final class StartCheck {
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
    checkScope(input, caller);
    checkReadable(input, known);
    List<Problem> problems = new ArrayList<>(problems(input, known, caller));
    RunIds.problem(body.run()).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    RunId run =
        body.run() == null
            ? RunIds.make(String.valueOf(body.environment()), key, caller)
            : RunId.of(body.run());
    ReleaseRequest request = input.toRequest(run, caller.actor());
    DocumentSet documents = known.of(request);
    checkHotfix(request, documents, caller);
    if (PlanResolver.draft(RulesVersion.NEWEST, request, documents)
        instanceof Draft.Refused refused) {
      throw Refusal.invalid(refused.problems());
    }
    return new ReleaseStart(request, documents);
  }

  /** Before names are compared, so that the answer does not tell which names exist outside. */
  private static void checkScope(RequestInput input, Caller caller) {
    List<RequestInput.ServiceInput> services =
        Objects.requireNonNullElse(input.services(), List.of());
    parsed(input.environment(), EnvironmentName::of)
        .ifPresent(
            environment ->
                caller.mustSee(
                    environment,
                    services.stream()
                        .flatMap(one -> parsed(one.service(), ServiceName::of).stream())
                        .toList()));
  }

  private static void checkReadable(RequestInput input, Registered.Snapshot known) {
    known.mustRead(DocumentKey.ENVIRONMENT, Stream.ofNullable(input.environment()).toList());
    known.mustRead(
        DocumentKey.SERVICE,
        Objects.requireNonNullElse(input.services(), List.<RequestInput.ServiceInput>of()).stream()
            .flatMap(one -> Stream.ofNullable(one.service()))
            .toList());
  }

  /** What is no name at all is told as a wrong field. */
  private static <T> Optional<T> parsed(@Nullable String name, Function<String, T> parse) {
    try {
      return name == null ? Optional.empty() : Optional.of(parse.apply(name));
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /** Known are, to this caller, the names within the token's scope. */
  private static List<Problem> problems(
      RequestInput input, Registered.Snapshot known, Caller caller) {
    return RequestCheck.problems(
        input,
        known.environments().stream().filter(one -> caller.sees(one.name())).toList(),
        known.services().stream().filter(one -> caller.sees(one.name())).toList());
  }

  /** Where the services of this request are. */
  static List<SiteName> sites(ReleaseStart start) {
    return switch (PlanResolver.draft(RulesVersion.NEWEST, start.request(), start.documents())) {
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
