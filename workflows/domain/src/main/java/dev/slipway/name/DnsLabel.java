package dev.slipway.name;

import java.util.regex.Pattern;

/**
 * The rule that Kubernetes has for most names, kept in one place so that every refusal reads alike.
 */
final class DnsLabel {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private DnsLabel() {}

  static String check(String what, String value) {
    if (value == null || !LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is not a name: use 1 to 63 lower-case letters, digits and '-', starting and ending with a letter or digit"
              .formatted(what, value));
    }
    return value;
  }
}
