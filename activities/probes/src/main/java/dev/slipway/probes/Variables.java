package dev.slipway.probes;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.slipway.contract.verify.VerifyContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of {@code ${name}}; printed by nobody. */
final class Variables {
  private static final Pattern USE = Pattern.compile("\\$\\{([^}]*)}");

  private final SequencedMap<String, String> values = new LinkedHashMap<>();

  Variables(VerifyContext context) {
    values.put("run", context.run().value());
    values.put("environment", context.environment().value());
    values.put("service", context.service().value());
    values.put("version", context.version());
  }

  private Variables(Map<String, String> below, Map<String, String> above) {
    values.putAll(below);
    values.putAll(above);
  }

  /** These values win over ours. */
  Variables with(Map<String, String> above) {
    return new Variables(values, above);
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  /** Names that a template uses, in order. */
  static List<String> in(@Nullable String template) {
    return template == null
        ? List.of()
        : USE.matcher(template).results().map(found -> found.group(1)).distinct().toList();
  }

  boolean knowsAll(List<String> names) {
    return values.keySet().containsAll(names);
  }

  List<String> names() {
    return List.copyOf(values.keySet());
  }

  String plain(String template) {
    return fill(template, UnaryOperator.identity());
  }

  /** A value is one segment of the path, whatever stands in it. */
  String path(String template) {
    return fill(
        template, value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /** In JSON a value stays inside its string. */
  String body(String template) {
    boolean json =
        template.stripLeading().startsWith("{") || template.stripLeading().startsWith("[");
    return json
        ? fill(template, value -> new String(JsonStringEncoder.getInstance().quoteAsString(value)))
        : plain(template);
  }

  private String fill(String template, UnaryOperator<String> encode) {
    return USE.matcher(template)
        .replaceAll(
            (MatchResult found) -> Matcher.quoteReplacement(encode.apply(value(found.group(1)))));
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("variable " + name + " is used before it was checked");
    }
    return value;
  }

  @Override
  public String toString() {
    return "variables " + values.keySet();
  }
}
