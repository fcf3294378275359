package dev.slipway.release;

import dev.slipway.name.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects where each value of a plan came from. */
final class Origins {

  static final String PRODUCT = "product default";

  private final List<Origin> all = new ArrayList<>();

  void add(String path, Object value, String from) {
    all.add(new Origin(path, words(value), from));
  }

  List<Origin> all() {
    return List.copyOf(all);
  }

  private static String words(Object value) {
    return switch (value) {
      case Enum<?> word -> camel(word.name());
      case List<?> list -> listed(list);
      case Duration time -> time.isZero() ? "none" : TimeText.of(time);
      default -> value.toString();
    };
  }

  private static String listed(List<?> list) {
    if (list.isEmpty()) {
      return "none";
    }
    return written(list.getFirst())
        ? list.size() + (list.size() == 1 ? " entry" : " entries")
        : String.join(", ", list.stream().map(Origins::words).toList());
  }

  /** A part of a document with fields of its own, too long for one line. */
  private static boolean written(Object value) {
    return value instanceof Record
        && value.getClass().getPackageName().equals("dev.slipway.document");
  }

  private static String camel(String constant) {
    var text = new StringBuilder();
    for (String part : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(
          text.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return text.toString();
  }
}
