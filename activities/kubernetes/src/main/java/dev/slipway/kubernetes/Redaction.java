package dev.slipway.kubernetes;

import java.util.List;
import java.util.regex.Pattern;

/** Takes out of free text what looks like a secret, before the text goes into history. */
final class Redaction {
  private static final String GONE = "[redacted]";

  private record Rule(Pattern pattern, String replacement) {
    Rule(String pattern, String replacement) {
      this(Pattern.compile(pattern), replacement);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule("(?s)-----BEGIN [A-Z ]*KEY-----.*?(-----END [A-Z ]*KEY-----|$)", GONE),
          new Rule("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{6,}", "$1 " + GONE),
          new Rule("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*", GONE),
          new Rule("(://[^/\\s:@]+):[^@\\s/]+@", "$1:" + GONE + "@"),
          new Rule(
              "(?i)([\\w.-]*(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|credential|authorization)[\\w.-]*"
                  + "[\"']?\\s*[=:]\\s*[\"']?)(?!\\s*\\[redacted\\])[^\\s\"',;&}]+",
              "$1" + GONE));

  private Redaction() {}

  static String of(String text) {
    String clean = text;
    for (Rule rule : RULES) {
      clean = rule.pattern().matcher(clean).replaceAll(rule.replacement());
    }
    return clean;
  }

  /** The last characters of a text, redacted before it is cut, so that no half secret survives. */
  static String tail(String text, int characters) {
    String clean = of(text).strip();
    return clean.length() <= characters ? clean : clean.substring(clean.length() - characters);
  }
}
