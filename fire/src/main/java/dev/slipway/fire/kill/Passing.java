package dev.slipway.fire.kill;

import dev.slipway.fire.fuse.Moment;
import dev.slipway.fire.fuse.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Numbers the moments of one round, and knows which of them are its own. */
final class Passing {
  private final String round;
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final List<Point> passed = new ArrayList<>();
  private final Set<Point> again = new LinkedHashSet<>();

  /**
   * @param round first part of the names of its runs, and the name of its environment
   */
  Passing(String round) {
    this.round = round;
  }

  /** The point of a moment; none when it belongs to another round or to something that repeats. */
  synchronized Optional<Point> at(Moment moment) {
    Optional<String> workflow = own(moment.workflow());
    if (workflow.isEmpty()) {
      return Optional.empty();
    }
    String key = moment.stage() + " " + workflow.get() + " " + moment.what();
    int number = counts.merge(key, 1, Integer::sum);
    Point point = new Point(moment.stage(), workflow.get(), moment.what(), number);
    passed.add(point);
    if (moment.attempt() > 1) {
      again.add(point);
    }
    return Optional.of(point);
  }

  private Optional<String> own(String workflow) {
    if (workflow.equals("environment/" + round)) {
      return Optional.of("environment");
    }
    String mark = "/" + round + "-";
    return workflow.contains(mark) ? Optional.of(workflow.replace(mark, "/")) : Optional.empty();
  }

  synchronized List<Point> passed() {
    return List.copyOf(passed);
  }

  /**
   * Activities that began a second attempt. A watch is handed over to the next worker and therefore
   * begins again.
   */
  synchronized List<Point> repeated() {
    return passed.stream()
        .filter(point -> point.stage() == Stage.BEGIN && again.contains(point))
        .filter(point -> !point.what().endsWith("Await"))
        .toList();
  }
}
