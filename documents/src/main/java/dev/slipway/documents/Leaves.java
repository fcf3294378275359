package dev.slipway.documents;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every single value of a record tree by its path. */
final class Leaves {

  private final SortedMap<String, String> all = new TreeMap<>();

  private Leaves() {}

  static SortedMap<String, String> of(String path, @Nullable Object root) {
    var leaves = new Leaves();
    leaves.walk(path, root);
    return leaves.all;
  }

  private void walk(String path, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          walk("%s[%d]".formatted(path, i), list.get(i));
        }
      }
      case Map<?, ?> map -> map.forEach((key, entry) -> walk(path + "." + key, entry));
      default -> single(path, value);
    }
  }

  private void single(String path, Object value) {
    if (!RecordBinder.isPart(value.getClass())) {
      all.put(path, text(value));
      return;
    }
    for (Class<?> above : value.getClass().getInterfaces()) {
      if (above.isSealed()) {
        all.put(path + ".type", Choices.nameOf(above, value.getClass()));
      }
    }
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      walk(path + "." + component.getName(), read(component, value));
    }
  }

  static @Nullable Object read(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's accessor cannot be called: " + component, e);
    }
  }

  static String text(Object value) {
    return switch (value) {
      case Duration time -> Durations.text(time);
      case Enum<?> word -> Scalars.word(word);
      default -> value.toString();
    };
  }
}
