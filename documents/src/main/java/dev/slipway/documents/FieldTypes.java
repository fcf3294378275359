package dev.slipway.documents;

import dev.slipway.document.Says;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What schema and reference page need to know of one field. */
record FieldTypes(String name, AnnotatedType type, @Nullable Says says, boolean required) {

  static List<FieldTypes> of(Class<?> part) {
    return List.of(part.getRecordComponents()).stream().map(FieldTypes::of).toList();
  }

  private static FieldTypes of(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    return new FieldTypes(
        component.getName(),
        type,
        component.getAnnotation(Says.class),
        !type.isAnnotationPresent(Nullable.class));
  }

  Class<?> raw() {
    return raw(type);
  }

  /** Of a list its entry, of a map its value. */
  AnnotatedType inner() {
    AnnotatedType[] inner = ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments();
    return inner[inner.length - 1];
  }

  static Class<?> raw(AnnotatedType type) {
    return type.getType() instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type.getType();
  }
}
