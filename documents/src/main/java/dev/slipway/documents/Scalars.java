package dev.slipway.documents;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.document.Says;
import dev.slipway.document.Shape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Turns the text of one value into its type; a text that does not fit is told why. */
final class Scalars {

  private Scalars() {}

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException with a message to stand after the field's path
   */
  static Object read(String text, Class<?> type, @Nullable Says says) {
    if (type == String.class) {
      return shaped(text, says == null ? Shape.TEXT : says.shape());
    }
    if (type == Integer.class || type == int.class) {
      return whole(text, says);
    }
    if (type == Double.class || type == double.class) {
      return number(text);
    }
    if (type == Boolean.class || type == boolean.class) {
      return truth(text);
    }
    if (type == Duration.class) {
      return Limits.check(text, Durations.parse(text), says);
    }
    if (type.isEnum()) {
      return word(text, type);
    }
    return type.getPackageName().equals("java.time") ? time(text, type) : valueType(text, type);
  }

  private static String shaped(String text, Shape shape) {
    if (!shape.pattern().matcher(text).matches()) {
      throw new IllegalArgumentException("'%s' is not %s".formatted(text, shape.words()));
    }
    Dangers.of(shape, text)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    if (shape == Shape.REGEX) {
      try {
        Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'%s' is not a regular expression: %s".formatted(text, e.getDescription()), e);
      }
    }
    return text;
  }

  private static int whole(String text, @Nullable Says says) {
    if (!text.matches("[+-]?[0-9]+")) {
      throw new IllegalArgumentException("'%s' is not a whole number".formatted(text));
    }
    try {
      return Limits.check(text, Integer.parseInt(text), says);
    } catch (NumberFormatException beyond) {
      // where the field says no limit itself, this is the one that there is
      int nearest = text.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE;
      Limits.check(text, nearest, says);
      throw new IllegalArgumentException(
          "%s is %s %d".formatted(text, nearest < 0 ? "below" : "above", nearest), beyond);
    }
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
      throw new IllegalArgumentException("'%s' is not a finite number".formatted(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number".formatted(text), e);
    }
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'%s' is not true or false".formatted(text));
    };
  }

  /** Words of a closed choice as documents write them. */
  static List<String> words(Class<?> choice) {
    return Arrays.stream(choice.getEnumConstants()).map(c -> word((Enum<?>) c)).toList();
  }

  static String word(Enum<?> constant) {
    try {
      JsonProperty named =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
      return named == null ? constant.name().toLowerCase(Locale.ROOT) : named.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("an enum constant is a public field of its enum", e);
    }
  }

  private static Object word(String text, Class<?> choice) {
    return Arrays.stream(choice.getEnumConstants())
        .filter(c -> word((Enum<?>) c).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not known; known: %s"
                        .formatted(text, String.join(", ", words(choice)))));
  }

  private static Object time(String text, Class<?> type) {
    try {
      if (type == Instant.class) {
        return Instant.parse(text);
      }
      return type == LocalTime.class ? LocalTime.parse(text) : ZoneId.of(text);
    } catch (DateTimeException e) {
      String wanted =
          type == Instant.class
              ? "a moment such as 2026-12-24T00:00:00Z"
              : type == LocalTime.class
                  ? "a time of day such as 18:00"
                  : "a time zone such as Europe/Berlin or UTC";
      throw new IllegalArgumentException("'%s' is not %s".formatted(text, wanted), e);
    }
  }

  /** A record of one text that refuses what is not valid. */
  private static Object valueType(String text, Class<?> type) {
    try {
      Method of = type.getMethod("of", String.class);
      return of.invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "%s needs a public static of(String) to stand in a document".formatted(type.getName()),
          e);
    }
  }
}
