package dev.slipway.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Content hash of an image manifest, {@code sha256:} and 64 hex digits. */
public record Digest(@JsonValue String value) implements Comparable<Digest> {
  private static final Pattern SHAPE = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern WITHIN = Pattern.compile("(sha256:[0-9a-f]{12})[0-9a-f]{52}");

  public Digest {
    if (value == null || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "digest '%s' is not sha256: and 64 hex digits".formatted(value));
    }
  }

  @JsonCreator
  public static Digest of(String value) {
    return new Digest(value);
  }

  /** First twelve hex digits: enough for people, never for a decision. */
  public String abbreviated() {
    return value.substring(7, 19);
  }

  /** The text with every digest in it abbreviated; for prose, never for a command or a record. */
  public static String shortenedIn(String text) {
    return WITHIN.matcher(text).replaceAll("$1");
  }

  @Override
  public int compareTo(Digest other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
