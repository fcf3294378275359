package dev.slipway.practice.api;

import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.ObjectKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A path of the API in its parts.
 *
 * @param kind what it is about
 * @param namespace empty for all or for kinds of the whole cluster
 * @param name empty for the collection
 * @param subresource {@code status}, {@code log}, ...; empty for the object itself
 * @param rest what follows a proxy subresource, with a leading slash
 */
record ApiPath(Kind kind, String namespace, String name, String subresource, String rest) {

  /** Reads a resource path; empty when the server has no such resource. */
  static Optional<ApiPath> of(String path, Kinds kinds) {
    List<String> parts = Arrays.stream(path.split("/", -1)).skip(1).toList();
    int skip = parts.getFirst().equals("api") ? 2 : 3;
    if (!List.of("api", "apis").contains(parts.getFirst()) || parts.size() <= skip) {
      return Optional.empty();
    }
    String group = skip == 2 ? "" : parts.get(1);
    String version = parts.get(skip - 1);
    List<String> tail = parts.subList(skip, parts.size());
    boolean inside =
        tail.size() > 2
            && tail.getFirst().equals("namespaces")
            && kinds.byPath(group, version, tail.get(2)).filter(Kind::namespaced).isPresent();
    String namespace = inside ? tail.get(1) : "";
    List<String> object = inside ? tail.subList(2, tail.size()) : tail;
    return kinds
        .byPath(group, version, object.getFirst())
        .map(kind -> new ApiPath(kind, namespace, part(object, 1), part(object, 2), rest(object)));
  }

  private static String part(List<String> parts, int index) {
    return parts.size() > index ? parts.get(index) : "";
  }

  private static String rest(List<String> object) {
    return object.size() > 3 ? "/" + String.join("/", object.subList(3, object.size())) : "/";
  }

  ObjectKey key() {
    return new ObjectKey(kind, namespace, name);
  }

  /** As in roles: {@code pods}, {@code pods/log}. */
  String resource() {
    return subresource.isEmpty() ? kind.plural() : kind.plural() + "/" + subresource;
  }

  /** What a request wants to do, in the words of roles. */
  String verb(String method, boolean watch) {
    return switch (method) {
      case "GET" -> watch ? "watch" : name.isEmpty() ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> method;
    };
  }
}
