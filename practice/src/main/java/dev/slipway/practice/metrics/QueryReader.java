package dev.slipway.practice.metrics;

import dev.slipway.practice.metrics.Expression.Aggregate;
import dev.slipway.practice.metrics.Expression.Binary;
import dev.slipway.practice.metrics.Expression.Call;
import dev.slipway.practice.metrics.Expression.Literal;
import dev.slipway.practice.metrics.Expression.Match;
import dev.slipway.practice.metrics.Expression.Select;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of PromQL that is understood here, by descent. */
final class QueryReader {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\\d+[smhd])|(\\d+(?:\\.\\d+)?(?:e-?\\d+)?)|([A-Za-z_:][A-Za-z0-9_:]*)"
              + "|(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*')|(=~|!~|!=|>=|<=|==|[-+*/(){}\\[\\],=<>]))\\s*");
  private static final Set<String> AGGREGATES = Set.of("sum", "avg", "min", "max", "count");
  private static final Set<String> FUNCTIONS =
      Set.of("rate", "increase", "irate", "histogram_quantile", "vector", "absent", "scalar");
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("or"),
          Set.of(">", "<", ">=", "<=", "==", "!="),
          Set.of("+", "-"),
          Set.of("*", "/"));

  private final List<String> tokens = new ArrayList<>();
  private int next;

  private QueryReader(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new BadQuery("1:%d: parse error: unexpected character".formatted(at + 1));
      }
      tokens.add(matcher.group().trim());
      at = matcher.end();
    }
  }

  /**
   * Reads a query.
   *
   * @throws BadQuery when it is not understood
   */
  static Expression read(String text) {
    QueryReader reader = new QueryReader(text);
    Expression whole = reader.level(0);
    if (!reader.peek().isEmpty()) {
      throw reader.unexpected();
    }
    return whole;
  }

  private Expression level(int level) {
    if (level == LEVELS.size()) {
      return term();
    }
    Expression left = level(level + 1);
    while (LEVELS.get(level).contains(peek())) {
      String operator = take();
      left = new Binary(operator, left, level(level + 1));
    }
    return left;
  }

  private Expression term() {
    String token = take();
    if (token.equals("(")) {
      Expression inside = level(0);
      expect(")");
      return inside;
    }
    if (token.matches("\\d[\\d.e-]*")) {
      return new Literal(Double.parseDouble(token));
    }
    if (AGGREGATES.contains(token)) {
      return aggregate(token);
    }
    if (FUNCTIONS.contains(token) && peek().equals("(")) {
      return new Call(token, arguments());
    }
    if (token.matches("[A-Za-z_:][A-Za-z0-9_:]*") && !peek().equals("(")) {
      return select(token);
    }
    next--;
    throw unexpected();
  }

  private Expression aggregate(String operator) {
    List<String> by = by();
    List<Expression> arguments = arguments();
    if (arguments.size() != 1) {
      throw new BadQuery("parse error: %s takes one argument".formatted(operator));
    }
    return new Aggregate(operator, by.isEmpty() ? by() : by, arguments.getFirst());
  }

  private List<String> by() {
    List<String> labels = new ArrayList<>();
    if (peek().equals("by")) {
      take();
      expect("(");
      while (!peek().equals(")")) {
        labels.add(take());
        skip(",");
      }
      expect(")");
    }
    return labels;
  }

  private List<Expression> arguments() {
    List<Expression> arguments = new ArrayList<>();
    expect("(");
    while (!peek().equals(")")) {
      arguments.add(level(0));
      skip(",");
    }
    expect(")");
    return arguments;
  }

  private Expression select(String name) {
    List<Match> matches = new ArrayList<>();
    if (peek().equals("{")) {
      take();
      while (!peek().equals("}")) {
        matches.add(new Match(take(), operator(), text(take())));
        skip(",");
      }
      expect("}");
    }
    Optional<Duration> range = Optional.empty();
    if (peek().equals("[")) {
      take();
      range = Optional.of(duration(take()));
      expect("]");
    }
    return new Select(name, matches, range);
  }

  private String operator() {
    String operator = take();
    if (!Set.of("=", "!=", "=~", "!~").contains(operator)) {
      throw new BadQuery("parse error: %s is no label matcher".formatted(operator));
    }
    return operator;
  }

  private String text(String quoted) {
    if (!quoted.startsWith("\"") && !quoted.startsWith("'")) {
      throw new BadQuery("parse error: a label value must be quoted, not %s".formatted(quoted));
    }
    return quoted.substring(1, quoted.length() - 1).replace("\\\\", "\\");
  }

  private static Duration duration(String text) {
    if (!text.matches("\\d+[smhd]")) {
      throw new BadQuery("parse error: not a duration: " + text);
    }
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private String take() {
    if (next >= tokens.size()) {
      throw new BadQuery("parse error: unexpected end of input");
    }
    return tokens.get(next++);
  }

  private void skip(String token) {
    if (peek().equals(token)) {
      take();
    }
  }

  private void expect(String token) {
    if (!take().equals(token)) {
      next--;
      throw unexpected();
    }
  }

  private BadQuery unexpected() {
    return new BadQuery("parse error: unexpected \"%s\"".formatted(peek()));
  }
}
