package dev.slipway.practice.metrics;

import dev.slipway.practice.metrics.Answer.Scalar;
import dev.slipway.practice.metrics.Answer.Vector;
import dev.slipway.practice.metrics.Expression.Aggregate;
import dev.slipway.practice.metrics.Expression.Binary;
import dev.slipway.practice.metrics.Expression.Call;
import dev.slipway.practice.metrics.Expression.Literal;
import dev.slipway.practice.metrics.Expression.Select;
import dev.slipway.practice.metrics.Scrapes.Scrape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Works out a query on the scrapes, at this instant. */
final class Evaluation {
  private final Scrapes scrapes;
  private final List<Series> now;

  Evaluation(Scrapes scrapes) {
    this.scrapes = scrapes;
    this.now = scrapes.now();
  }

  /**
   * The value of a query.
   *
   * @throws BadQuery when its parts do not fit together
   */
  Answer of(Expression expression) {
    return switch (expression) {
      case Literal literal -> new Scalar(literal.value());
      case Select select -> instant(select);
      case Call call -> call(call);
      case Aggregate aggregate -> aggregate(aggregate);
      case Binary binary -> Arithmetic.of(binary.operator(), of(binary.left()), of(binary.right()));
    };
  }

  private Answer instant(Select select) {
    if (select.range().isPresent()) {
      throw new BadQuery("a range must stand in rate or increase");
    }
    return new Vector(now.stream().filter(series -> select.takes(series.labels())).toList());
  }

  private Answer call(Call call) {
    int wanted = call.function().equals("histogram_quantile") ? 2 : 1;
    if (call.arguments().size() != wanted) {
      throw new BadQuery("%s takes %d argument(s)".formatted(call.function(), wanted));
    }
    Expression first = call.arguments().getFirst();
    return switch (call.function()) {
      case "rate", "irate" -> growth(first, true);
      case "increase" -> growth(first, false);
      case "vector" -> new Vector(List.of(new Series(Map.of(), scalar(of(first)))));
      case "scalar" -> new Scalar(single(vector(of(first))));
      case "absent" -> {
        boolean there = !vector(of(first)).isEmpty();
        yield new Vector(there ? List.of() : List.of(new Series(Map.of(), 1)));
      }
      default -> Quantile.of(scalar(of(first)), vector(of(call.arguments().get(1))));
    };
  }

  private Answer growth(Expression argument, boolean perSecond) {
    if (!(argument instanceof Select select) || select.range().isEmpty()) {
      throw new BadQuery("expected type range vector in call to rate or increase");
    }
    Duration range = select.range().get();
    List<Scrape> past = scrapes.since(range);
    List<Series> result = new ArrayList<>();
    for (Series series : now) {
      if (select.takes(series.labels())) {
        grown(series, past, perSecond ? 1.0 : (double) range.toSeconds(), result);
      }
    }
    return new Vector(result);
  }

  /** A series with one point only has no rate; a counter that fell back began anew. */
  private static void grown(Series series, List<Scrape> past, double seconds, List<Series> result) {
    double sum = 0;
    double last = Double.NaN;
    Scrape first = past.getLast();
    for (Scrape scrape : past) {
      Double value = scrape.values().get(series.labels());
      if (value != null) {
        sum += Double.isNaN(last) ? 0 : value >= last ? value - last : value;
        first = Double.isNaN(last) ? scrape : first;
        last = value;
      }
    }
    double span = Duration.between(first.time(), past.getLast().time()).toMillis() / 1000.0;
    if (span > 0) {
      result.add(new Series(series.without("__name__"), sum / span * seconds));
    }
  }

  private Answer aggregate(Aggregate aggregate) {
    Map<Map<String, String>, DoubleSummaryStatistics> groups =
        new TreeMap<>(Comparator.comparing(Object::toString));
    for (Series series : vector(of(aggregate.of()))) {
      TreeMap<String, String> key = new TreeMap<>(series.labels());
      key.keySet().retainAll(aggregate.by());
      groups.computeIfAbsent(key, any -> new DoubleSummaryStatistics()).accept(series.value());
    }
    List<Series> result = new ArrayList<>();
    groups.forEach(
        (labels, values) -> result.add(new Series(labels, folded(aggregate.operator(), values))));
    return new Vector(result);
  }

  private static double folded(String operator, DoubleSummaryStatistics values) {
    return switch (operator) {
      case "sum" -> values.getSum();
      case "avg" -> values.getAverage();
      case "min" -> values.getMin();
      case "max" -> values.getMax();
      default -> values.getCount();
    };
  }

  private static double scalar(Answer answer) {
    if (answer instanceof Scalar scalar) {
      return scalar.value();
    }
    throw new BadQuery("expected type scalar, got instant vector");
  }

  private static List<Series> vector(Answer answer) {
    if (answer instanceof Vector vector) {
      return vector.series();
    }
    throw new BadQuery("expected type instant vector, got scalar");
  }

  private static double single(List<Series> series) {
    return series.size() == 1 ? series.getFirst().value() : Double.NaN;
  }
}
