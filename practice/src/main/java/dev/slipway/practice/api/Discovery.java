package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells clients which kinds the server has. */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private static final String REVIEWS = "authorization.k8s.io/v1";

  private final Kinds kinds;

  Discovery(Kinds kinds) {
    this.kinds = kinds;
  }

  Optional<ObjectNode> answer(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    List<String> parts = List.of(trimmed.substring(1).split("/"));
    String last = String.join("/", parts.subList(1, parts.size()));
    return switch (parts.getFirst() + " " + parts.size()) {
      case "version 1" -> Optional.of(version());
      case "api 1" -> Optional.of(core());
      case "apis 1" -> Optional.of(groups());
      case "api 2", "apis 3" -> resources(last);
      case "apis 2" -> groupNames().contains(last) ? Optional.of(group(last)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static ObjectNode version() {
    return Json.object()
        .put("major", "1")
        .put("minor", "36")
        .put("gitVersion", "v1.36.0")
        .put("gitCommit", "practice")
        .put("gitTreeState", "clean")
        .put("buildDate", "2026-01-01T00:00:00Z")
        .put("goVersion", "none")
        .put("compiler", "none")
        .put("platform", "practice");
  }

  private static ObjectNode core() {
    ObjectNode versions = Json.object().put("kind", "APIVersions").put("apiVersion", "v1");
    versions.putArray("versions").add("v1");
    return versions;
  }

  private Set<String> groupNames() {
    TreeSet<String> names = new TreeSet<>();
    kinds.all().stream().map(Kind::group).filter(name -> !name.isEmpty()).forEach(names::add);
    names.add("authorization.k8s.io");
    return names;
  }

  private ObjectNode groups() {
    ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    groupNames().forEach(name -> groups.add(group(name)));
    return list;
  }

  private ObjectNode group(String name) {
    ObjectNode group = Json.object().put("kind", "APIGroup").put("apiVersion", "v1");
    group.put("name", name);
    TreeSet<String> versions = new TreeSet<>();
    kinds.all().stream()
        .filter(kind -> kind.group().equals(name))
        .map(Kind::version)
        .forEach(versions::add);
    if (versions.isEmpty()) {
      versions.add("v1");
    }
    for (String version : versions) {
      Json.list(group, "versions")
          .addObject()
          .put("groupVersion", name + "/" + version)
          .put("version", version);
    }
    group.set("preferredVersion", group.path("versions").path(0).deepCopy());
    return group;
  }

  private static ObjectNode reviews() {
    ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    ObjectNode resource = list.put("groupVersion", REVIEWS).putArray("resources").addObject();
    resource.put("name", "selfsubjectaccessreviews").put("singularName", "selfsubjectaccessreview");
    resource.put("namespaced", false).put("kind", "SelfSubjectAccessReview");
    resource.putArray("verbs").add("create");
    return list;
  }

  private Optional<ObjectNode> resources(String groupVersion) {
    List<Kind> mine =
        kinds.all().stream().filter(kind -> kind.apiVersion().equals(groupVersion)).toList();
    if (mine.isEmpty()) {
      return groupVersion.equals(REVIEWS) ? Optional.of(reviews()) : Optional.empty();
    }
    ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", groupVersion);
    ArrayNode resources = list.putArray("resources");
    for (Kind kind : mine) {
      ObjectNode resource = resources.addObject().put("name", kind.plural());
      resource.put("singularName", kind.singular()).put("namespaced", kind.namespaced());
      resource.put("kind", kind.name());
      VERBS.forEach(Json.list(resource, "verbs")::add);
    }
    return Optional.of(list);
  }
}
