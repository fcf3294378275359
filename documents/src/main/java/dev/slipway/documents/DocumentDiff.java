package dev.slipway.documents;

import dev.slipway.document.Document;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two revisions of a document field by field. */
public final class DocumentDiff {

  private DocumentDiff() {}

  /**
   * One field that differs.
   *
   * @param before null where the field is new
   * @param after null where the field is gone
   */
  public record Change(String field, @Nullable String before, @Nullable String after) {

    @Override
    public String toString() {
      if (before == null) {
        return "+ %s: %s".formatted(field, after);
      }
      return after == null
          ? "- %s: %s".formatted(field, before)
          : "~ %s: %s -> %s".formatted(field, before, after);
    }
  }

  /**
   * What differs, by path; empty when both say the same, whatever their revisions.
   *
   * @param before null for a document that was not there
   */
  public static List<Change> between(@Nullable Document before, Document after) {
    SortedMap<String, String> was = Leaves.of("spec", before == null ? null : spec(before));
    SortedMap<String, String> is = Leaves.of("spec", spec(after));
    var fields = new TreeSet<>(was.keySet());
    fields.addAll(is.keySet());
    var changes = new ArrayList<Change>();
    for (String field : fields) {
      String old = was.get(field);
      String now = is.get(field);
      if (old == null || !old.equals(now)) {
        changes.add(new Change(field, old, now));
      }
    }
    return List.copyOf(changes);
  }

  private static Object spec(Document document) {
    return switch (document) {
      case ServiceDocument service -> service.spec();
      case EnvironmentDocument environment -> environment.spec();
    };
  }
}
