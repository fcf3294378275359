package dev.slipway.registry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a registry answers to a request without a valid login.
 *
 * @param scheme lower case, {@code basic} or {@code bearer}
 * @param parameters by lower-case name: realm, service, scope
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z_]+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  /** The first challenge that we know how to meet. */
  static Optional<Challenge> known(List<String> headers) {
    return headers.stream()
        .map(Challenge::parse)
        .filter(found -> found.scheme.equals("basic") || found.scheme.equals("bearer"))
        .findFirst();
  }

  private static Challenge parse(String header) {
    String trimmed = header.strip();
    int space = trimmed.indexOf(' ');
    String scheme = space < 0 ? trimmed : trimmed.substring(0, space);
    TreeMap<String, String> parameters = new TreeMap<>();
    var matcher = PARAMETER.matcher(space < 0 ? "" : trimmed.substring(space));
    while (matcher.find()) {
      String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
    }
    return new Challenge(scheme.toLowerCase(Locale.ROOT), parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
