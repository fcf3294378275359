package dev.slipway.artifact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image as a pod template names it: repository with registry, then a tag, a digest or both.
 *
 * <p>What a release sets always carries a digest ({@link #pinned}); what is found in a cluster may
 * be anything valid.
 */
public record ImageRef(@JsonValue String value) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<repo>[A-Za-z0-9][A-Za-z0-9._-]*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*)(:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?");

  public ImageRef {
    if (value == null || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "image '%s' is not registry/repository[:tag][@sha256:digest]".formatted(value));
    }
  }

  @JsonCreator
  public static ImageRef of(String value) {
    return new ImageRef(value);
  }

  public static ImageRef pinned(String repository, Digest digest) {
    return new ImageRef(repository + "@" + digest);
  }

  /** Registry and path, without tag and digest. */
  public String repository() {
    return group("repo");
  }

  public Optional<String> tag() {
    return Optional.ofNullable(group("tag"));
  }

  public Optional<Digest> digest() {
    return Optional.ofNullable(group("digest")).map(Digest::of);
  }

  private String group(String name) {
    var matcher = SHAPE.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalStateException(
          "an image that was valid at birth is not valid now: " + value);
    }
    return matcher.group(name);
  }

  @Override
  public String toString() {
    return value;
  }
}
