package dev.slipway.artifact;

import java.util.Locale;

/**
 * What people call a version: {@code v1.2.0} and {@code 1.2.0} are the same, and read {@code
 * 1.2.0}.
 */
public final class VersionName {
  private VersionName() {}

  /**
   * @param version a tag, a digest, or a name already; all but a leading v before a digit stays
   */
  public static String of(String version) {
    return version.toLowerCase(Locale.ROOT).matches("v[0-9].*") ? version.substring(1) : version;
  }
}
