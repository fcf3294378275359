package dev.slipway.notice;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks what must not leave in a message, log or piece of evidence: credentials of any shape,
 * national ids and phone numbers. It errs on the side of masking. Digests, run ids and times pass.
 */
public final class Redaction {
  private record Rule(Pattern pattern, String mask) {
    static Rule of(String pattern, String mask) {
      return new Rule(Pattern.compile(pattern), mask);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              "(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)",
              "[REDACTED_KEY]"),
          Rule.of("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_.-]{8,}", "[REDACTED_TOKEN]"),
          Rule.of(
              "(?i)\\b(bearer|basic|digest) (?=[^ ]{0,400}[0-9])[A-Za-z0-9._~+/=-]{8,}",
              "$1 [REDACTED_TOKEN]"),
          Rule.of("\\bgh[pousr]_[A-Za-z0-9]{20,}", "[REDACTED_TOKEN]"),
          Rule.of("\\bxox[abeprs]-[A-Za-z0-9-]{10,}", "[REDACTED_TOKEN]"),
          Rule.of("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b", "[REDACTED_TOKEN]"),
          Rule.of("://[^/\\s:@]{0,200}:[^/\\s@]{1,400}@", "://[REDACTED]@"),
          Rule.of(
              "(?i)(passw(?:or)?d|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|pre_shared_key|\\bsig)(\\\\?[\"']?\\s{0,3}[=:]\\s{0,3}\\\\?[\"']?)(?!\\[REDACTED)[^\\s\"'&,;}\\\\]{3,}",
              "$1$2[REDACTED]"),
          Rule.of("\\b[A-Z][12][0-9]{8}\\b", "[REDACTED_ID]"),
          Rule.of("\\b09[0-9]{2}[- ]?[0-9]{3}[- ]?[0-9]{3}\\b", "[REDACTED_PHONE]"),
          Rule.of(
              "(?<![\\w.])\\+[1-9][0-9]{0,2}[- ]?[0-9][0-9 -]{6,12}[0-9]\\b", "[REDACTED_PHONE]"));

  private Redaction() {}

  public static String mask(String text) {
    String masked = text;
    for (Rule rule : RULES) {
      masked = rule.pattern().matcher(masked).replaceAll(rule.mask());
    }
    return masked;
  }
}
