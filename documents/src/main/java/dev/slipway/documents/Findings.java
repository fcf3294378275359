package dev.slipway.documents;

import dev.slipway.release.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects problems; a path is put together as the rules go deeper. */
final class Findings {

  private final List<Problem> all = new ArrayList<>();

  void add(String field, String message) {
    all.add(new Problem(field, message));
  }

  List<Problem> all() {
    return List.copyOf(all);
  }

  /** Refuses the second of two entries that have the same name. */
  <T> void unique(String list, @Nullable List<T> entries, Function<T, @Nullable Object> name) {
    List<T> given = entries == null ? List.of() : entries;
    for (int i = 0; i < given.size(); i++) {
      Object mine = name.apply(given.get(i));
      for (int earlier = 0; earlier < i; earlier++) {
        if (mine != null && Objects.equals(mine, name.apply(given.get(earlier)))) {
          add("%s[%d]".formatted(list, i), "%s is there already, at [%d]".formatted(mine, earlier));
          break;
        }
      }
    }
  }
}
