package dev.slipway.practice.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors, in the forms of the API: as an object and as a query parameter. */
public final class Selector {
  private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
  private static final Pattern COMMA_OUTSIDE = Pattern.compile(",(?![^()]*\\))");

  private Selector() {}

  /** {@code matchLabels} and {@code matchExpressions}; an empty one matches everything. */
  public static Predicate<Map<String, String>> of(JsonNode selector) {
    Predicate<Map<String, String>> all = equal(Json.strings(selector.path("matchLabels")));
    for (JsonNode expression : selector.path("matchExpressions")) {
      all = all.and(expression(expression));
    }
    return all;
  }

  public static Predicate<Map<String, String>> equal(Map<String, String> wanted) {
    return labels -> labels.entrySet().containsAll(wanted.entrySet());
  }

  private static Predicate<Map<String, String>> expression(JsonNode node) {
    String key = node.path("key").asText();
    List<String> values = new ArrayList<>();
    node.path("values").forEach(value -> values.add(value.asText()));
    return switch (node.path("operator").asText()) {
      case "In" -> labels -> labels.containsKey(key) && values.contains(labels.get(key));
      case "NotIn" -> labels -> !values.contains(labels.getOrDefault(key, ""));
      case "Exists" -> labels -> labels.containsKey(key);
      default -> labels -> !labels.containsKey(key);
    };
  }

  /** The query parameter {@code labelSelector}. */
  public static Predicate<Map<String, String>> labels(String text) {
    Predicate<Map<String, String>> all = labels -> true;
    for (String term : COMMA_OUTSIDE.splitAsStream(text).map(String::trim).toList()) {
      if (!term.isEmpty()) {
        all = all.and(term(term));
      }
    }
    return all;
  }

  private static Predicate<Map<String, String>> term(String term) {
    Matcher set = SET.matcher(term);
    if (set.matches()) {
      List<String> values =
          Pattern.compile("\\s*,\\s*").splitAsStream(set.group(3).trim()).toList();
      boolean in = set.group(2).equals("in");
      String key = set.group(1);
      return labels -> labels.containsKey(key) ? values.contains(labels.get(key)) == in : !in;
    }
    if (term.contains("!=")) {
      String key = before(term, "!=");
      return labels -> !after(term, "!=").equals(labels.get(key));
    }
    if (term.contains("=")) {
      String mark = term.contains("==") ? "==" : "=";
      return labels -> after(term, mark).equals(labels.get(before(term, mark)));
    }
    return term.startsWith("!")
        ? labels -> !labels.containsKey(term.substring(1))
        : labels -> labels.containsKey(term);
  }

  /** The query parameter {@code fieldSelector}; any path of the object may be asked. */
  public static Predicate<KubeObject> fields(String text) {
    Predicate<KubeObject> all = object -> true;
    for (String term : COMMA_OUTSIDE.splitAsStream(text).filter(t -> !t.isBlank()).toList()) {
      boolean not = term.contains("!=");
      String mark = not ? "!=" : term.contains("==") ? "==" : "=";
      String[] path = Pattern.compile("\\.").split(before(term, mark));
      String value = after(term, mark);
      all = all.and(object -> object.text(path).equals(value) != not);
    }
    return all;
  }

  private static String before(String term, String mark) {
    return term.substring(0, term.indexOf(mark)).trim();
  }

  private static String after(String term, String mark) {
    return term.substring(term.indexOf(mark) + mark.length()).trim();
  }
}
