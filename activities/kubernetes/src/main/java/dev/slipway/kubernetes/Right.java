package dev.slipway.kubernetes;

import dev.slipway.preflight.Deed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One permission as the API server knows it.
 *
 * @param group empty for the core group
 * @param part the subresource, as in {@code pods/log}; empty for the object itself
 * @param name of the only object that it must hold for; empty where every one may be met
 */
record Right(String verb, String group, String resource, String part, String name) {
  private static final Map<String, String> VERBS =
      Map.of(
          "GET", "get", "HEAD", "get", "POST", "create", "PUT", "update", "PATCH", "patch",
          "DELETE", "delete");
  private static final Right HORIZONTAL =
      new Right("list", "autoscaling", "horizontalpodautoscalers", "", "");

  /** What this adapter asks of the API server when it does the deed. */
  static List<Right> of(Deed deed) {
    return switch (deed) {
      case Deed.Change change ->
          switch (change.kind()) {
            case DEPLOYMENT ->
                changing(
                    "deployments", change.name(), new Right("list", "apps", "replicasets", "", ""));
            case STATEFUL_SET -> changing("statefulsets", change.name(), core("delete", "pods"));
          };
      case Deed.ReadLogs logs -> List.of(new Right("get", "", "pods", "log", ""));
      case Deed.PauseEviction rest -> {
        var kind = ActingAutoscalers.VERTICAL;
        yield List.of(
            new Right("list", kind.group(), kind.plural(), "", ""),
            new Right("get", kind.group(), kind.plural(), "", rest.autoscaler()),
            new Right("patch", kind.group(), kind.plural(), "", rest.autoscaler()));
      }
      case Deed.LeaveNote note -> {
        String name = KubernetesRecoveryNotes.name(note.service());
        yield Stream.of("get", "create", "patch")
            .map(verb -> new Right(verb, "", "configmaps", "", name))
            .toList();
      }
      case Deed.Call call -> called(call);
    };
  }

  private static List<Right> changing(String plural, String name, Right own) {
    return List.of(
        new Right("get", "apps", plural, "", name),
        new Right("patch", "apps", plural, "", name),
        core("list", "pods"),
        core("list", "events"),
        HORIZONTAL,
        own);
  }

  private static Right core(String verb, String resource) {
    return new Right(verb, "", resource, "", "");
  }

  /** By the verb that the API server makes of the method; it makes none of OPTIONS. */
  private static List<Right> called(Deed.Call call) {
    String service = "http:%s:%d".formatted(call.service(), call.port());
    return Stream.ofNullable(VERBS.get(call.method()))
        .map(verb -> new Right(verb, "", "services", "proxy", service))
        .toList();
  }

  /** The same right on every object. */
  Right onAll() {
    return new Right(verb, group, resource, part, "");
  }

  /** As kubectl would have it: {@code patch deployments.apps}, {@code get pods/log}. */
  String words() {
    return "%s %s%s%s"
        .formatted(
            verb, resource, group.isEmpty() ? "" : "." + group, part.isEmpty() ? "" : "/" + part);
  }

  /** As a SelfSubjectAccessReview has it. */
  Map<String, String> attributes(String namespace) {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("namespace", namespace);
    attributes.put("verb", verb);
    attributes.put("group", group);
    attributes.put("resource", resource);
    attributes.put("subresource", part);
    attributes.put("name", name);
    return attributes;
  }
}
