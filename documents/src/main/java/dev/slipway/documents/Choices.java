package dev.slipway.documents;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The named kinds of a sealed type. */
final class Choices {

  private Choices() {}

  static List<String> names(Class<?> sealed) {
    return all(sealed).stream().map(JsonSubTypes.Type::name).toList();
  }

  static @Nullable Class<?> named(Class<?> sealed, String name) {
    return all(sealed).stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .<Class<?>>map(JsonSubTypes.Type::value)
        .orElse(null);
  }

  static String nameOf(Class<?> sealed, Class<?> kind) {
    return all(sealed).stream()
        .filter(type -> type.value() == kind)
        .findFirst()
        .orElseThrow()
        .name();
  }

  static List<JsonSubTypes.Type> all(Class<?> sealed) {
    JsonSubTypes types = sealed.getAnnotation(JsonSubTypes.class);
    if (types == null) {
      throw new IllegalStateException(sealed.getName() + " names no sub-types");
    }
    return Arrays.asList(types.value());
  }
}
