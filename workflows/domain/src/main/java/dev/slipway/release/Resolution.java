package dev.slipway.release;

import dev.slipway.document.DocumentSet;
import dev.slipway.document.ServiceDocument;
import dev.slipway.rollout.ConfigSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A request laid over its documents: the services in their waves, or every problem at once. */
final class Resolution {

  private final ReleaseRequest request;
  private final DocumentSet documents;
  private final Origins origins = new Origins();
  private final List<Problem> problems = new ArrayList<>();
  private final List<ResolvedService> services = new ArrayList<>();

  Resolution(ReleaseRequest request, DocumentSet documents) {
    this.request = request;
    this.documents = documents;
    checkEnvironment();
    for (int i = 0; i < request.services().size(); i++) {
      resolve(i, request.services().get(i));
    }
    checkConfig();
  }

  Origins origins() {
    return origins;
  }

  List<Problem> problems() {
    return problems;
  }

  List<ResolvedService> services() {
    return List.copyOf(services);
  }

  List<List<ResolvedService>> waves() {
    return Waves.order(services, problems);
  }

  private void checkEnvironment() {
    if (!request.environment().equals(documents.environment().name())) {
      problems.add(
          new Problem(
              "environment",
              "the request is for %s, the documents are of %s"
                  .formatted(request.environment(), documents.environment().name())));
    }
    if (request.services().isEmpty()) {
      problems.add(new Problem("services", "a release needs at least one service"));
    }
  }

  private void resolve(int index, WantedService wanted) {
    String field = "services[%d]".formatted(index);
    if (services.stream().anyMatch(s -> s.name().equals(wanted.service()))) {
      problems.add(
          new Problem(field, "%s is asked for twice; name it once".formatted(wanted.service())));
      return;
    }
    ServiceDocument document =
        documents.services().stream()
            .filter(s -> s.name().equals(wanted.service()))
            .findFirst()
            .orElse(null);
    if (document == null) {
      problems.add(
          new Problem(
              field, "service %s is not known; known: %s".formatted(wanted.service(), known())));
      return;
    }
    var resolver = new ServiceResolver(documents, document, origins, problems);
    services.add(resolver.resolve(wanted.version()));
    origins.add("services." + wanted.service() + ".version", wanted.version(), "request");
    checkVersion(field + ".version", wanted, resolver.refusedTags());
  }

  private String known() {
    return String.join(", ", documents.services().stream().map(s -> s.name().value()).toList());
  }

  private void checkVersion(String field, WantedService wanted, List<String> refused) {
    String version = wanted.version();
    if (version == null || version.isBlank()) {
      problems.add(
          new Problem(
              field, "%s has no version; name a tag or a digest".formatted(wanted.service())));
      return;
    }
    if (version.startsWith("sha256:")) {
      return;
    }
    if (version.equals("latest")) {
      problems.add(
          new Problem(
              field,
              "latest names no particular image, so there is nothing to go back to; name a tag that does not move, or a digest"));
    }
    refused.stream()
        .filter(pattern -> Pattern.compile(pattern).matcher(version).matches())
        .forEach(
            pattern ->
                problems.add(
                    new Problem(
                        field,
                        "tag %s matches %s, which %s refuses; name another tag or a digest"
                            .formatted(version, pattern, wanted.service()))));
  }

  private void checkConfig() {
    for (int i = 0; i < request.config().size(); i++) {
      ConfigSetting wanted = request.config().get(i);
      String field = "config[%d]".formatted(i);
      if (slots().stream().noneMatch(s -> sameSlot(s, wanted))) {
        problems.add(
            new Problem(
                field,
                "no service of this release declares %s %s; declared: %s"
                    .formatted(wanted.kind().kubernetes(), wanted.slot(), slotNames())));
      } else if (!wanted.owns(wanted.name())) {
        problems.add(
            new Problem(
                field + ".name",
                "%s does not belong to slot %s: use %s or a name that starts with %s-"
                    .formatted(wanted.name(), wanted.slot(), wanted.slot(), wanted.slot())));
      }
      origins.add("config." + wanted.slot(), wanted.name(), "request");
    }
  }

  private List<ConfigSlot> slots() {
    return services.stream()
        .flatMap(s -> s.workloads().stream())
        .flatMap(w -> w.config().stream())
        .distinct()
        .toList();
  }

  private String slotNames() {
    List<String> names = slots().stream().map(s -> s.kind().kubernetes() + " " + s.slot()).toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  static boolean sameSlot(ConfigSlot slot, ConfigSetting setting) {
    return slot.kind() == setting.kind() && slot.slot().equals(setting.slot());
  }
}
