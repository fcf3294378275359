package dev.slipway.cli;

import dev.slipway.documents.Durations;
import dev.slipway.name.Role;
import dev.slipway.release.RunState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the values of options. All of it happens while the command line is read, so that a value
 * that is wrong is told before anything was sent.
 */
final class Values {
  private Values() {}

  /** To be called when all commands are known; later ones would not have these readers. */
  static void register(CommandLine line) {
    line.registerConverter(Duration.class, Values::duration);
    line.registerConverter(Instant.class, Values::instant);
    line.registerConverter(RunState.class, text -> one(text, RunState.values(), RunState::name));
    line.registerConverter(
        Role.class, text -> one(text, Role.values(), role -> role.name().toLowerCase(Locale.ROOT)));
  }

  /**
   * @param text such as {@code 90s}, {@code 15m}, {@code 2h} or {@code PT1H30M}
   */
  private static Duration duration(String text) {
    Duration read = read(text);
    if (read.isPositive()) {
      return read;
    }
    throw wrongDuration(text);
  }

  private static Duration read(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw wrongDuration(text);
    }
  }

  private static TypeConversionException wrongDuration(String text) {
    return new TypeConversionException(
        "'%s' is not a duration such as 90s, 15m or 2h".formatted(text));
  }

  /** A length of time that may be none at all. */
  static final class OrNone implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return text.equals("0") ? Duration.ZERO : read(text);
    }
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException wrong) {
      throw new TypeConversionException(
          "'%s' is not a time such as 2026-03-01T12:00:00Z".formatted(text));
    }
  }

  private static <T> T one(String text, T[] known, Function<T, String> name) {
    for (T each : known) {
      if (name.apply(each).equalsIgnoreCase(text.replace('-', '_'))) {
        return each;
      }
    }
    throw new TypeConversionException(
        "'%s' is not one of %s"
            .formatted(text, Arrays.stream(known).map(name).collect(Collectors.joining(", "))));
  }
}
