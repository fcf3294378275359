package dev.slipway.lab.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a registry as a pod names it.
 *
 * @param registry host, with port if one is given; {@code docker.io} when the name has none
 * @param repository path without registry and tag
 * @param version a tag, or a digest {@code sha256:…}
 */
public record ImageReference(String registry, String repository, String version) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "([a-z0-9][a-z0-9._/:-]*?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");

  /**
   * Reads a reference as a container runtime does: a digest wins over a tag, no tag means {@code
   * latest}.
   *
   * @throws IllegalArgumentException when the text is no image reference
   */
  public static ImageReference of(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no image reference; it looks like registry:5000/shop/api:v1 or …@sha256:…");
    }
    String name = matcher.group(1);
    String tag = matcher.group(2) == null ? "latest" : matcher.group(2);
    String version = matcher.group(3) == null ? tag : matcher.group(3);
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
      return new ImageReference(first, name.substring(slash + 1), version);
    }
    return new ImageReference("docker.io", slash < 0 ? "library/" + name : name, version);
  }

  public boolean byDigest() {
    return version.startsWith("sha256:");
  }

  /** The same place under another tag or digest. */
  public ImageReference at(String otherVersion) {
    return new ImageReference(registry, repository, otherVersion);
  }

  @Override
  public String toString() {
    return registry + "/" + repository + (byDigest() ? "@" : ":") + version;
  }
}
