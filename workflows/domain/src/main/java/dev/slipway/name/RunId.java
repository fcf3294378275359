package dev.slipway.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** One run that may change an environment: a release or a rollback. Also its id in the ledger. */
public record RunId(@JsonValue String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][-a-z0-9.]{0,99}");

  public RunId {
    if (value == null || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "run id '%s' is not valid: use 1 to 100 lower-case letters, digits, '-' and '.', starting with a letter or digit"
              .formatted(value));
    }
  }

  @JsonCreator
  public static RunId of(String value) {
    return new RunId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
