package dev.slipway.api.problem;

import dev.slipway.documents.Nearest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field of a JSON body is wrong, and what would be right. */
final class UnreadableBody {
  private UnreadableBody() {}

  static Refusal explain(HttpMessageNotReadableException broken) {
    Throwable cause = broken.getCause();
    if (cause == null) {
      return needed();
    }
    return BrokenJson.explain(root(cause)).orElseGet(() -> wrong(cause));
  }

  /** It is JSON, and says something else than what is read here. */
  private static Refusal wrong(Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException unknown ->
          Refusal.invalid(path(unknown), unknown(unknown));
      case InvalidFormatException format ->
          Refusal.invalid(path(format), value(format.getValue(), format.getTargetType()));
      case InvalidTypeIdException type ->
          Refusal.invalid(path(type), "'%s' is not a known type".formatted(type.getTypeId()));
      case MismatchedInputException wrong -> Refusal.invalid(path(wrong), mismatch(wrong));
      case DatabindException other -> Refusal.invalid(path(other), sentence(other));
      default -> needed();
    };
  }

  private static Refusal needed() {
    return Refusal.of(Kind.MALFORMED, "this request needs a JSON body (application/json)");
  }

  private static String unknown(UnrecognizedPropertyException unknown) {
    List<String> known = names(unknown.getKnownPropertyIds());
    return "unknown field%s; known here: %s"
        .formatted(
            Nearest.hint(unknown.getPropertyName(), known),
            known.isEmpty() ? "none" : String.join(", ", known));
  }

  private static String value(@Nullable Object given, @Nullable Class<?> target) {
    String typed = String.valueOf(given);
    if (target != null && target.isEnum()) {
      List<String> known = words(target);
      return "'%s' is not known%s; known: %s"
          .formatted(typed, Nearest.hint(typed, known), String.join(", ", known));
    }
    return "'%s' is not %s".formatted(typed, what(target));
  }

  /**
   * Of a parameter in the address.
   *
   * @param cause types of ours say themselves what is wrong
   */
  static String parameter(@Nullable Object given, @Nullable Class<?> target, Throwable cause) {
    boolean ours =
        target != null && !target.isEnum() && target.getPackageName().startsWith("dev.slipway");
    return ours ? sentence(cause) : value(given, target);
  }

  /** Enum words as they stand in JSON, which may differ from the constants' names. */
  private static List<String> words(Class<?> type) {
    return java.util.Arrays.stream(type.getFields())
        .filter(java.lang.reflect.Field::isEnumConstant)
        .map(UnreadableBody::word)
        .toList();
  }

  private static String word(java.lang.reflect.Field constant) {
    var named = constant.getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class);
    return named == null || named.value().isEmpty() ? constant.getName() : named.value();
  }

  private static String mismatch(MismatchedInputException wrong) {
    Throwable root = root(wrong);
    if (root != wrong) {
      return sentence(root);
    }
    String said = first(wrong);
    if (said.startsWith("Missing required creator property")
        || said.startsWith("Cannot map `null`")
        || said.startsWith("Null value for creator property")) {
      return "this field is needed";
    }
    return "is not " + what(wrong.getTargetType());
  }

  private static String what(@Nullable Class<?> type) {
    if (type == null) {
      return "of the right type";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return switch (type.getSimpleName()) {
      case "String" -> "a text";
      case "boolean", "Boolean" -> "true or false";
      case "int", "long", "Integer", "Long" -> "a whole number";
      case "Instant" -> "a time such as 2026-01-31T12:00:00Z";
      case "Duration" -> "a duration such as PT10M";
      default -> type.isRecord() ? "an object" : "a " + type.getSimpleName();
    };
  }

  static String sentence(Throwable cause) {
    return first(root(cause));
  }

  private static Throwable root(Throwable thrown) {
    Throwable at = thrown;
    while (at.getCause() != null && at.getCause() != at) {
      at = at.getCause();
    }
    return at;
  }

  private static String first(Throwable thrown) {
    String message =
        thrown instanceof tools.jackson.core.JacksonException jackson
            ? jackson.getOriginalMessage()
            : thrown.getMessage();
    return message == null
        ? thrown.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  private static String path(DatabindException wrong) {
    var path = new StringBuilder();
    wrong
        .getPath()
        .forEach(
            step -> {
              if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
              } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
              }
            });
    return path.isEmpty() ? "body" : path.toString();
  }

  private static List<String> names(@Nullable Collection<Object> known) {
    return known == null ? List.of() : known.stream().map(Object::toString).sorted().toList();
  }
}
