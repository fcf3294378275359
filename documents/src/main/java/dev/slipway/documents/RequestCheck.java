package dev.slipway.documents;

import dev.slipway.artifact.Digest;
import dev.slipway.document.ConfigRef;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.document.WorkloadSpec;
import dev.slipway.name.SpokenLine;
import dev.slipway.release.Problem;
import dev.slipway.release.ReleaseKind;
import dev.slipway.rollout.ConfigKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks a request against the registered documents, before anything is started. */
public final class RequestCheck {

  static final int MAX_SERVICES = 200;
  static final int MAX_REASON = 4_000;

  private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}";

  private final Findings findings = new Findings();
  private final List<EnvironmentDocument> environments;
  private final List<ServiceDocument> services;

  private RequestCheck(List<EnvironmentDocument> environments, List<ServiceDocument> services) {
    this.environments = environments;
    this.services = services;
  }

  /**
   * Every problem of the request, each with its field; none means that {@link
   * RequestInput#toRequest} works.
   *
   * @param environments newest revisions that the caller may see
   * @param services newest revisions that the caller may see
   */
  public static List<Problem> problems(
      RequestInput input, List<EnvironmentDocument> environments, List<ServiceDocument> services) {
    var check = new RequestCheck(environments, services);
    check.environment(input.environment());
    check.services(input);
    check.config(input);
    check.word("kind", input.kind(), ReleaseKind.class, false);
    if (input.reason() != null && input.reason().length() > MAX_REASON) {
      check.findings.add(
          "reason",
          "has %d characters, at most %d are allowed"
              .formatted(input.reason().length(), MAX_REASON));
    }
    if (input.reason() != null) {
      SpokenLine.fault(input.reason()).ifPresent(fault -> check.findings.add("reason", fault));
    }
    return check.findings.all();
  }

  private void environment(@Nullable String name) {
    List<String> known = environments.stream().map(EnvironmentDocument::title).toList();
    if (name == null || name.isBlank()) {
      findings.add("environment", "is missing; known: " + listed(known));
    } else if (!known.contains(name)) {
      findings.add(
          "environment",
          "environment '%s' is not known%s; known: %s"
              .formatted(name, Nearest.hint(name, known), listed(known)));
    }
  }

  /**
   * A service of which nothing is said that holds in the environment is no answer to a question.
   */
  private List<String> here(@Nullable String environment) {
    return services.stream()
        .filter(
            service ->
                environments.stream()
                    .filter(known -> known.title().equals(environment))
                    .allMatch(known -> Reach.isDeclared(known, service)))
        .map(ServiceDocument::title)
        .toList();
  }

  private void services(RequestInput input) {
    List<RequestInput.ServiceInput> wanted = RequestInput.list(input.services());
    if (wanted.isEmpty()) {
      findings.add("services", "is empty; name at least one service with its version");
    }
    if (wanted.size() > MAX_SERVICES) {
      findings.add(
          "services",
          "has %d entries, at most %d are allowed".formatted(wanted.size(), MAX_SERVICES));
    }
    findings.unique("services", wanted, RequestInput.ServiceInput::service);
    List<String> all = services.stream().map(ServiceDocument::title).toList();
    List<String> known = here(input.environment());
    for (int i = 0; i < wanted.size(); i++) {
      RequestInput.ServiceInput one = wanted.get(i);
      String at = "services[%d]".formatted(i);
      if (one.service() == null || one.service().isBlank()) {
        findings.add(at + ".service", "is missing; known: " + listed(known));
      } else if (!all.contains(one.service())) {
        findings.add(
            at + ".service",
            "service '%s' is not known%s; known: %s"
                .formatted(one.service(), Nearest.hint(one.service(), all), listed(known)));
      }
      version(at + ".version", one.version());
    }
  }

  private void version(String at, @Nullable String version) {
    if (version == null || version.isBlank()) {
      findings.add(at, "is missing; name a tag such as v1.2.0 or a digest sha256:...");
    } else if (version.startsWith("sha256:")) {
      try {
        Digest.of(version);
      } catch (IllegalArgumentException e) {
        findings.add(at, String.valueOf(e.getMessage()));
      }
    } else if (version.equals("latest")) {
      findings.add(
          at, "latest names no particular image; name a tag that does not move, or a digest");
    } else if (!version.matches(TAG)) {
      findings.add(
          at, "'%s' is neither a tag nor a digest sha256: and 64 hex digits".formatted(version));
    }
  }

  private void config(RequestInput input) {
    List<RequestInput.ConfigInput> wanted = RequestInput.list(input.config());
    findings.unique(
        "config",
        wanted,
        c -> c.kind() == null || c.slot() == null ? null : c.kind() + " " + c.slot());
    List<String> declared = slots(input);
    for (int i = 0; i < wanted.size(); i++) {
      RequestInput.ConfigInput one = wanted.get(i);
      String at = "config[%d]".formatted(i);
      word(at + ".kind", one.kind(), ConfigKind.class, true);
      if (one.slot() == null || one.slot().isBlank()) {
        findings.add(at + ".slot", "is missing; declared: " + listed(declared));
      } else if (one.kind() != null && !declared.contains(one.kind() + " " + one.slot())) {
        findings.add(
            at + ".slot",
            "no service of this release declares %s %s; declared: %s"
                .formatted(one.kind(), one.slot(), listed(declared)));
      }
      name(at + ".name", one);
    }
  }

  private void name(String at, RequestInput.ConfigInput one) {
    if (one.name() == null || one.name().isBlank()) {
      findings.add(at, "is missing; name the object to switch to");
    } else if (one.slot() != null
        && !one.name().equals(one.slot())
        && !one.name().startsWith(one.slot() + "-")) {
      findings.add(
          at,
          "'%s' does not belong to slot %s; use %s or a name that starts with %s-"
              .formatted(one.name(), one.slot(), one.slot(), one.slot()));
    }
  }

  private void word(String at, @Nullable String text, Class<?> choice, boolean required) {
    List<String> known = Scalars.words(choice);
    if (text == null && required) {
      findings.add(at, "is missing; known: " + listed(known));
    } else if (text != null && !known.contains(text)) {
      findings.add(
          at,
          "'%s' is not known%s; known: %s"
              .formatted(text, Nearest.hint(text, known), listed(known)));
    }
  }

  /** What the wanted services declare, in the environment's override and its defaults too. */
  private List<String> slots(RequestInput input) {
    List<String> names =
        RequestInput.list(input.services()).stream()
            .flatMap(s -> Stream.ofNullable(s.service()))
            .toList();
    return services.stream()
        .filter(s -> names.contains(s.title()))
        .flatMap(s -> specs(s, input))
        .flatMap(RequestCheck::references)
        .map(ref -> ref.kind().kubernetes() + " " + ref.name())
        .distinct()
        .toList();
  }

  private Stream<ServiceSpec> specs(ServiceDocument service, RequestInput input) {
    List<EnvironmentSpec> there =
        environments.stream()
            .filter(e -> e.title().equals(input.environment()))
            .map(EnvironmentDocument::spec)
            .toList();
    return Stream.of(
            Stream.of(service.spec()),
            there.stream()
                .flatMap(spec -> Stream.ofNullable(spec.overrides()))
                .flatMap(map -> Stream.ofNullable(map.get(service.name()))),
            there.stream().flatMap(spec -> Stream.ofNullable(spec.defaults())))
        .flatMap(specs -> specs);
  }

  private static Stream<ConfigRef> references(ServiceSpec spec) {
    return Stream.concat(
        RequestInput.list(spec.config()).stream(),
        RequestInput.list(spec.workloads()).stream()
            .map(WorkloadSpec::config)
            .flatMap(config -> RequestInput.list(config).stream()));
  }

  private static String listed(List<String> known) {
    return known.isEmpty() ? "none" : String.join(", ", known);
  }
}
