package dev.slipway.practice.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A query, taken apart. */
sealed interface Expression {
  /** A number. */
  record Literal(double value) implements Expression {}

  /** Series by name and labels, at an instant or over a range. */
  record Select(String name, List<Match> matches, Optional<Duration> range) implements Expression {
    boolean takes(Map<String, String> labels) {
      return name.equals(labels.get("__name__"))
          && matches.stream().allMatch(match -> match.fits(labels));
    }
  }

  /** A function of one or two arguments. */
  record Call(String function, List<Expression> arguments) implements Expression {}

  /** A sum or the like, over all or by labels. */
  record Aggregate(String operator, List<String> by, Expression of) implements Expression {}

  /** Two sides and what stands between them. */
  record Binary(String operator, Expression left, Expression right) implements Expression {}

  /** One label and what it must be: {@code =}, {@code !=}, {@code =~} or {@code !~}. */
  record Match(String label, String operator, String value) {
    boolean fits(Map<String, String> labels) {
      String is = labels.getOrDefault(label, "");
      boolean same =
          operator.endsWith("~") ? Pattern.compile(value).matcher(is).matches() : is.equals(value);
      return same != operator.startsWith("!");
    }
  }
}
