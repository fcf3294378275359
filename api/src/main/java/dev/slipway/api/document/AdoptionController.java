package dev.slipway.api.document;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.engine.Adoptions;
import dev.slipway.api.engine.Pollers;
import dev.slipway.api.engine.Polling;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.repeat.Key;
import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.document.ConfigRef;
import dev.slipway.documents.AdoptedWorkload;
import dev.slipway.documents.Adoption;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.SiteName;
import dev.slipway.release.Problem;
import dev.slipway.snapshot.FoundWorkload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writes minimal documents for what runs in a namespace. Changes and stores nothing. */
@RestController
@Tag(name = "documents")
@RequestMapping("/api/v1/adoptions")
class AdoptionController {
  private static final int DIGITS = 16;

  private final Adoptions adoptions;
  private final Pollers pollers;
  private final Registered registered;
  private final Clock clock;

  AdoptionController(Adoptions adoptions, Pollers pollers, Registered registered, Clock clock) {
    this.adoptions = adoptions;
    this.pollers = pollers;
    this.registered = registered;
    this.clock = clock;
  }

  /**
   * @param environment name of the environment to write; the namespace if absent
   */
  record AdoptionBody(
      @Nullable String site, @Nullable String namespace, @Nullable String environment) {}

  /**
   * @param yaml documents, ready to be looked at and applied
   * @param notes what a person should look at before that
   */
  record AdoptionAnswer(String yaml, List<String> notes) {}

  @PostMapping
  @Needs(Role.ADMIN)
  @Operation(summary = "Write documents for what runs in a namespace; changes nothing")
  AdoptionAnswer adopt(@RequestBody AdoptionBody body, Caller caller, HttpServletRequest request) {
    var problems = new ArrayList<Problem>();
    String wanted = body.environment() == null ? body.namespace() : body.environment();
    SiteName site = parsed(problems, "site", body.site(), SiteName::of);
    // a namespace has the shape of an environment's name
    EnvironmentName namespace =
        parsed(problems, "namespace", body.namespace(), EnvironmentName::of);
    EnvironmentName environment = parsed(problems, "environment", wanted, EnvironmentName::of);
    if (site == null || namespace == null || environment == null) {
      throw Refusal.invalid(problems);
    }
    // a namespace belongs to no environment before somebody says so, whatever the body names
    caller.mustSeeEverything("reading a namespace");
    checkWorkers(site, caller);
    var found =
        look(site, namespace, Key.of(request, clock).digits(caller.name(), request, DIGITS));
    var adopted =
        Adoption.adopt(
            environment,
            site,
            namespace.value(),
            found.workloads().stream().map(AdoptionController::workload).toList());
    return new AdoptionAnswer(adopted.yaml(), adopted.notes());
  }

  /** At once, because somebody waits: a look that nobody can do would be tried for a minute. */
  private void checkWorkers(SiteName site, Caller caller) {
    Polling carriers = pollers.slipway();
    if (carriers.isMissing()) {
      throw Refusal.of(Kind.CONFLICT, carriers.sentence() + "; start a worker");
    }
    Polling there = pollers.site(site);
    if (there.isMissing()) {
      List<String> served =
          registered.now().sites(caller).stream()
              .filter(other -> pollers.site(other) instanceof Polling.Asked)
              .filter(other -> !pollers.site(other).isMissing())
              .map(SiteName::value)
              .toList();
      throw Refusal.invalid(
          "site",
          "%s; sites with workers: %s"
              .formatted(
                  there.sentence(),
                  served.isEmpty() ? "none of those registered" : String.join(", ", served)));
    }
  }

  private AdoptionResult look(SiteName site, EnvironmentName namespace, String id) {
    return adoptions
        .look(site, namespace, id)
        .orElseThrow(
            () ->
                Refusal.of(
                    Kind.UNAVAILABLE,
                    "site '%s' did not answer; does a worker run for it? See slipway doctor"
                        .formatted(site)));
  }

  private static <T> @Nullable T parsed(
      List<Problem> problems, String field, @Nullable String text, Function<String, T> parse) {
    try {
      if (text != null && !text.isBlank()) {
        return parse.apply(text);
      }
      problems.add(new Problem(field, "this field is needed"));
    } catch (IllegalArgumentException wrong) {
      problems.add(new Problem(field, String.valueOf(wrong.getMessage())));
    }
    return null;
  }

  private static AdoptedWorkload workload(FoundWorkload found) {
    return new AdoptedWorkload(
        found.workload().namespace(),
        found.workload().kind(),
        found.workload().name(),
        found.containers().stream()
            .map(c -> new AdoptedWorkload.Container(c.name(), c.init(), c.image(), c.healthPath()))
            .toList(),
        found.config().stream().map(c -> new ConfigRef(c.kind(), c.name())).toList(),
        found.services().stream()
            .flatMap(s -> s.ports().stream().map(p -> new AdoptedWorkload.Endpoint(s.name(), p)))
            .toList(),
        found.owner());
  }
}
