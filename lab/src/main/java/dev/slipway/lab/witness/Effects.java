package dev.slipway.lab.witness;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the versions that a witness saw into effects. */
public final class Effects {
  private Effects() {}

  /**
   * Changes of declared state after a revision, in the order of the store. A version that only
   * reports (status, annotations) is none.
   *
   * @param versions in any order, with at least one of each object up to {@code after} where there
   *     was one
   */
  public static List<SeenEffect> after(long after, List<ObjectVersion> versions) {
    List<ObjectVersion> ordered =
        versions.stream().sorted(Comparator.comparingLong(ObjectVersion::revision)).toList();
    Map<String, ObjectVersion> last = new LinkedHashMap<>();
    List<SeenEffect> effects = new ArrayList<>();
    for (ObjectVersion version : ordered) {
      ObjectVersion before =
          last.getOrDefault(
              version.object(),
              new ObjectVersion(version.object(), 0, "", MissingNode.getInstance()));
      if (version.revision() > after && !version.state().equals(before.state())) {
        effects.add(
            new SeenEffect(
                version.object(),
                version.revision(),
                version.by(),
                before.content(),
                version.content()));
      }
      last.put(version.object(), version);
    }
    return effects;
  }

  /** Effects of one witness with the authors that the other one knows. */
  public static List<SeenEffect> signed(List<SeenEffect> effects, List<ObjectVersion> writes) {
    Map<Long, String> authors = new LinkedHashMap<>();
    writes.forEach(write -> authors.put(write.revision(), write.by()));
    return effects.stream()
        .map(effect -> effect.by(authors.getOrDefault(effect.revision(), "")))
        .toList();
  }
}
