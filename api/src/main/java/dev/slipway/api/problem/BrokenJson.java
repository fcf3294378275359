package dev.slipway.api.problem;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says where a text stops being JSON that is read here, in words that name no parser. */
public final class BrokenJson {
  /** How deep objects and lists may lie in each other. */
  public static final int DEEPEST = 32;

  /** Characters of one text. */
  public static final int LONGEST_TEXT = 100_000;

  /** Digits of one number. */
  public static final int LONGEST_NUMBER = 50;

  private static final Pattern TWICE =
      Pattern.compile("Duplicate Object property \"([^\"]{1,100})\".*", Pattern.DOTALL);

  private BrokenJson() {}

  /** The refusal, if the text itself is to blame and not what it says. */
  static Optional<Refusal> explain(Throwable root) {
    return root instanceof StreamReadException || root instanceof StreamConstraintsException
        ? Optional.of(refusal((JacksonException) root))
        : Optional.empty();
  }

  private static Refusal refusal(JacksonException broke) {
    TokenStreamLocation at = broke.getLocation();
    String where =
        at == null || at.getLineNr() < 1
            ? ""
            : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return Refusal.of(
        Kind.MALFORMED,
        broke instanceof StreamConstraintsException
            ? "the JSON goes beyond a limit%s: at most %d levels of objects and lists, %d characters in a text and %d digits in a number"
                .formatted(where, DEEPEST, LONGEST_TEXT, LONGEST_NUMBER)
            : "not JSON%s: %s".formatted(where, why(broke)));
  }

  private static String why(JacksonException broke) {
    if (broke instanceof UnexpectedEndOfInputException) {
      return "the body ends here, and not all that it opens ({, [ or \") is closed";
    }
    if (broke instanceof InputCoercionException) {
      return "the number here is larger than any that is read";
    }
    Matcher twice = TWICE.matcher(String.valueOf(broke.getOriginalMessage()));
    return twice.matches()
        ? "field '%s' is there twice; keep one".formatted(twice.group(1))
        : "what stands here cannot be read; check quotes, commas and brackets before it";
  }
}
