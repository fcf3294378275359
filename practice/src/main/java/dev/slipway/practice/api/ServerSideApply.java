package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Server-side apply: a manager says which fields it wants, fields it no longer names go, and a
 * field that another manager applied with another value is a conflict unless forced. Fields are
 * owned by plain paths; a list is one field. Writes that are no apply own nothing here, which is
 * milder than the real server.
 */
final class ServerSideApply {
  private final String manager;
  private final boolean force;

  ServerSideApply(String manager, boolean force) {
    if (manager.isEmpty()) {
      throw Refused.bad(
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value:"
              + " is required for apply patch");
    }
    this.manager = manager;
    this.force = force;
  }

  /**
   * The object after the apply.
   *
   * @param before an empty object when there is none yet
   * @throws Refused 409 naming the fields in conflict and their managers
   */
  ObjectNode apply(Kind kind, ObjectNode before, ObjectNode wanted) {
    ObjectNode result = before.deepCopy();
    Set<String> mine = paths(wanted);
    List<String> conflicts = new ArrayList<>();
    for (ObjectNode entry : managers(result)) {
      Set<String> theirs = owned(entry);
      if (entry.path("manager").asText().equals(manager)) {
        theirs.stream().filter(path -> !mine.contains(path)).forEach(path -> drop(result, path));
      } else {
        theirs.removeIf(path -> !mine.contains(path) || same(before, wanted, path));
        theirs.forEach(path -> conflicts.add(path(entry, path)));
        disown(entry, theirs);
      }
    }
    if (!conflicts.isEmpty() && !force) {
      String name = before.path("metadata").path("name").asText();
      throw new Refused(
          409,
          "Conflict",
          "Apply failed with %d conflicts for %s \"%s\": %s"
              .formatted(conflicts.size(), kind.qualified(), name, String.join(", ", conflicts)));
    }
    Patches.strategic(result, wanted);
    own(result, mine);
    return result;
  }

  private static String path(ObjectNode entry, String path) {
    return "conflict with \"%s\": %s"
        .formatted(entry.path("manager").asText(), path.replace('\n', '.'));
  }

  private static boolean same(ObjectNode before, ObjectNode wanted, String path) {
    String[] names = names(path);
    return Json.at(before, names).equals(Json.at(wanted, names));
  }

  private static String[] names(String path) {
    return path.substring(1).split("\n", -1);
  }

  private static List<ObjectNode> managers(ObjectNode object) {
    return Json.objects(object.path("metadata").path("managedFields"));
  }

  /** Every field that is written, but the ones that only say which object is meant. */
  private static Set<String> paths(ObjectNode wanted) {
    Set<String> paths = new TreeSet<>();
    collect("", wanted, paths);
    for (String named : List.of("apiVersion", "kind", "metadata\nname", "metadata\nnamespace")) {
      paths.remove("\n" + named);
    }
    return paths;
  }

  private static void collect(String path, JsonNode node, Set<String> paths) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(entry -> collect(path + "\n" + entry.getKey(), entry.getValue(), paths));
    } else {
      paths.add(path);
    }
  }

  private static void drop(ObjectNode object, String path) {
    String[] names = names(path);
    JsonNode here = object;
    for (int i = 0; i < names.length - 1; i++) {
      here = here.path(names[i]);
    }
    if (here instanceof ObjectNode parent) {
      parent.remove(names[names.length - 1]);
    }
  }

  private static Set<String> owned(ObjectNode entry) {
    Set<String> paths = new TreeSet<>();
    owned("", entry.path("fieldsV1"), paths);
    return paths;
  }

  private static void owned(String path, JsonNode fields, Set<String> paths) {
    if (fields.isEmpty() && !path.isEmpty()) {
      paths.add(path);
    }
    fields
        .properties()
        .forEach(
            entry -> owned(path + "\n" + entry.getKey().substring(2), entry.getValue(), paths));
  }

  private static void disown(ObjectNode entry, Set<String> lost) {
    for (String path : lost) {
      drop(Json.child(entry, "fieldsV1"), "\nf:" + path.substring(1).replace("\n", "\nf:"));
    }
  }

  private void own(ObjectNode object, Set<String> mine) {
    ArrayNode list = Json.list(Json.child(object, "metadata"), "managedFields");
    for (int i = list.size() - 1; i >= 0; i--) {
      if (list.path(i).path("manager").asText().equals(manager)) {
        list.remove(i);
      }
    }
    ObjectNode entry = list.addObject().put("manager", manager).put("operation", "Apply");
    entry.put("apiVersion", object.path("apiVersion").asText()).put("fieldsType", "FieldsV1");
    ObjectNode fields = Json.child(entry, "fieldsV1");
    for (String path : mine) {
      Json.child(fields, names("\nf:" + path.substring(1).replace("\n", "\nf:")));
    }
  }
}
