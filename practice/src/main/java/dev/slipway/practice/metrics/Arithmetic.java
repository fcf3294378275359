package dev.slipway.practice.metrics;

import dev.slipway.practice.metrics.Answer.Scalar;
import dev.slipway.practice.metrics.Answer.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What stands between two sides; series meet when all their labels but the name are equal. */
final class Arithmetic {
  private Arithmetic() {}

  static Answer of(String operator, Answer left, Answer right) {
    if (operator.equals("or")) {
      return or(left, right);
    }
    if (left instanceof Scalar a && right instanceof Scalar b) {
      return new Scalar(value(operator, a.value(), b.value()).orElse(0));
    }
    List<Series> result = new ArrayList<>();
    for (Series series : left instanceof Vector vector ? vector.series() : series(right)) {
      Optional<Double> a = partner(left, series);
      Optional<Double> b = partner(right, series);
      if (a.isPresent() && b.isPresent()) {
        value(operator, a.get(), b.get())
            .ifPresent(value -> result.add(new Series(series.without("__name__"), value)));
      }
    }
    return new Vector(result);
  }

  private static List<Series> series(Answer answer) {
    return answer instanceof Vector vector ? vector.series() : List.of();
  }

  private static Optional<Double> partner(Answer side, Series series) {
    if (side instanceof Scalar scalar) {
      return Optional.of(scalar.value());
    }
    Map<String, String> labels = series.without("__name__");
    return series(side).stream()
        .filter(one -> one.without("__name__").equals(labels))
        .map(Series::value)
        .findFirst();
  }

  private static Answer or(Answer left, Answer right) {
    List<Series> all = new ArrayList<>(series(left));
    for (Series series : series(right)) {
      if (partner(new Vector(all), series).isEmpty()) {
        all.add(series);
      }
    }
    return new Vector(all);
  }

  /** Empty when a comparison does not hold, which takes the series out. */
  private static OptionalDouble value(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> OptionalDouble.of(a + b);
      case "-" -> OptionalDouble.of(a - b);
      case "*" -> OptionalDouble.of(a * b);
      case "/" -> OptionalDouble.of(a / b);
      case ">" -> kept(a > b, a);
      case "<" -> kept(a < b, a);
      case ">=" -> kept(a >= b, a);
      case "<=" -> kept(a <= b, a);
      case "==" -> kept(a == b, a);
      default -> kept(a != b, a);
    };
  }

  private static OptionalDouble kept(boolean holds, double value) {
    return holds ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
