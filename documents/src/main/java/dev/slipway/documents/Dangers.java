package dev.slipway.documents;

import dev.slipway.document.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of the right form that must not be followed all the same. A worker stands where authors of
 * documents may not look, so an address must not lead it to the keys of its machine; the site's own
 * settings say which other hosts it may ask.
 */
final class Dangers {
  /** Where clouds keep the keys of a machine, by name. */
  private static final List<String> KEY_HOLDERS =
      List.of(
          "metadata",
          "metadata.google.internal",
          "metadata.goog",
          "instance-data",
          "instance-data.ec2.internal",
          "kubernetes",
          "kubernetes.default",
          "kubernetes.default.svc",
          "kubernetes.default.svc.cluster.local");

  /** The same by address, outside of the link-local range. */
  private static final List<String> KEY_ADDRESSES =
      List.of("168.63.129.16", "100.100.100.200", "192.0.0.192");

  private static final Pattern AUTHORITY = Pattern.compile("(?:https?://)?([^/:]+)(?::[0-9]+)?");
  private static final Pattern NUMBERS =
      Pattern.compile("(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+)){0,3}\\.?");
  private static final Pattern FOUR =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern CLIMBING =
      Pattern.compile("(^|/)(\\.|%2e){1,2}(/|$)|//|\\\\|%2f|%5c|%00|#", Pattern.CASE_INSENSITIVE);

  /** A group that repeats and holds something that repeats or chooses. */
  private static final Pattern RUNAWAY =
      Pattern.compile(
          "\\((?:[^()\\\\]|\\\\.)*(?:[+*|]|\\{[0-9]*,)(?:[^()\\\\]|\\\\.)*\\)(?:[+*]|\\{[0-9]*,)");

  private Dangers() {}

  /** What is wrong with a text that has the form of its shape already. */
  static Optional<String> of(Shape shape, String text) {
    return switch (shape) {
      case ORIGIN, URL, HOST -> host(text);
      case REGISTRY, REPOSITORY ->
          text.matches("[^/]+[.:][^/]*/.*") ? host(text) : Optional.empty();
      case PATH -> path(text);
      case REGEX -> regex(text);
      case TEXT,
          LABEL,
          NAME,
          POINTER,
          SECRET_REF,
          NOTICE_SECRET_REF,
          MAIL,
          METHOD,
          VARIABLE,
          SELECTOR ->
          Optional.empty();
    };
  }

  private static Optional<String> host(String text) {
    Matcher authority = AUTHORITY.matcher(text);
    String host = authority.lookingAt() ? authority.group(1).toLowerCase(Locale.ROOT) : "";
    if (NUMBERS.matcher(host).matches()) {
      return address(text, host);
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return KEY_HOLDERS.contains(name) ? Optional.of(never(text, host)) : Optional.empty();
  }

  private static Optional<String> address(String text, String host) {
    if (!FOUR.matcher(host).matches()
        || Arrays.stream(host.split("\\.")).anyMatch(part -> Integer.parseInt(part) > 255)) {
      return Optional.of(
          "'%s' hides an address in a number; write it as four numbers, such as 192.0.2.1"
              .formatted(text));
    }
    int first = Integer.parseInt(host.substring(0, host.indexOf('.')));
    boolean kept =
        host.startsWith("169.254.") || KEY_ADDRESSES.contains(host) || first == 0 || first >= 224;
    return kept ? Optional.of(never(text, host)) : Optional.empty();
  }

  private static String never(String text, String host) {
    return "'%s' leads to %s, which is never asked: machines keep their own keys there"
        .formatted(text, host);
  }

  private static Optional<String> path(String text) {
    String bare = text.contains("?") ? text.substring(0, text.indexOf('?')) : text;
    return CLIMBING.matcher(bare).find() || text.contains("#")
        ? Optional.of(
            "'%s' may hold no '.' or '..' between slashes, no '//', '\\', '#' and none of them encoded"
                .formatted(text))
        : Optional.empty();
  }

  private static Optional<String> regex(String text) {
    return RUNAWAY.matcher(text).find()
        ? Optional.of(
            "'%s' could search for ever: it repeats a group that itself repeats or chooses"
                .formatted(text))
        : Optional.empty();
  }
}
