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
  private final Set<String> begun = new LinkedHashSet<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final Set<String> failed = new LinkedHashSet<>();
  private final List<String> repeated = new ArrayList<>();

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
    remember(moment, point);
    return Optional.of(point);
  }

  private Optional<String> own(String workflow) {
    if (workflow.equals("environment/" + round)) {
      return Optional.of("environment");
    }
    String mark = "/" + round + "-";
    return workflow.contains(mark) ? Optional.of(workflow.replace(mark, "/")) : Optional.empty();
  }

  private void remember(Moment moment, Point point) {
    int number = moment.attempt().number();
    String attempt = attempt(moment, number);
    if (moment.stage() == Stage.ANSWER) {
      boolean unused = (moment.attempt().failed() ? failed : done).add(attempt);
    } else if (moment.stage() == Stage.BEGIN && begun.add(attempt)) {
      again(attempt(moment, number - 1), point);
    }
  }

  /**
   * An attempt that never began here was lost on its way to a worker; one that failed has to be
   * tried again; and a watch is handed over to the next worker.
   */
  private void again(String before, Point point) {
    if (begun.contains(before) && !failed.contains(before) && !point.what().endsWith("Await")) {
      repeated.add(point + (done.contains(before) ? ", which was done" : ", which was cut short"));
    }
  }

  private static String attempt(Moment moment, int number) {
    return moment.workflow() + " " + moment.attempt().activity() + " " + number;
  }

  synchronized List<Point> passed() {
    return List.copyOf(passed);
  }

  /** Activities that began again although the attempt before had begun and had not failed. */
  synchronized List<String> repeated() {
    return List.copyOf(repeated);
  }
}
