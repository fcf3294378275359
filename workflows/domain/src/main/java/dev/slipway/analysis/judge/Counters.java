package dev.slipway.analysis.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns counters as they were read into answers per pod and interval. A counter that falls, or a
 * container that started anew, counts from 0; a pod that was born during the analysis counts from
 * its birth, so that its first errors are not lost; late, repeated and impossible readings are left
 * out; what happened in a gap longer than the stale time is left out too, because nobody knows
 * which answers of the other side it should be held against.
 */
final class Counters {
  private final Window window;
  private final Standing standing;
  private final Map<Source, Sample.Counter> last = new LinkedHashMap<>();
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final TreeMap<Long, Map<Source, long[]>> answers = new TreeMap<>();

  private Counters(Window window, Standing standing) {
    this.window = window;
    this.standing = standing;
  }

  /** Intervals in order, those before the begin with a negative number. */
  static TreeMap<Long, Interval> intervals(Window window, Standing standing, List<Sample> samples) {
    Counters counters = new Counters(window, standing);
    for (Sample sample : samples) {
      if (sample instanceof Sample.Counter counter
          && counter.usable()
          && !counter.at().isAfter(window.asOf())) {
        counters.read(counter);
      }
    }
    TreeMap<Long, Interval> intervals = new TreeMap<>();
    counters.answers.forEach(
        (number, pods) -> intervals.put(number, interval(window.end(number), pods)));
    return intervals;
  }

  private void read(Sample.Counter now) {
    String pod = now.source().arm() + "/" + now.source().pod();
    Source known = sources.get(pod);
    Sample.Counter before = known == null ? null : last.get(known);
    if (before != null && !now.at().isAfter(before.at())) {
      return;
    }
    sources.put(pod, now.source());
    if (known != null && !known.equals(now.source())) {
      last.remove(known);
    }
    last.put(now.source(), now);
    Instant since = before == null ? now.source().started() : before.at();
    boolean gap = now.at().minus(window.staleAfter()).isAfter(since);
    boolean unknownPast = before == null && now.source().started().isBefore(window.begin());
    boolean cold = now.at().isBefore(now.source().started().plus(standing.warmUp()));
    if (!unknownPast && !gap && !cold) {
      boolean anew =
          before == null
              || !before.source().started().equals(now.source().started())
              || now.total() < before.total()
              || now.bad() < before.bad();
      count(now, anew ? 0 : before.total(), anew ? 0 : before.bad());
    }
  }

  private void count(Sample.Counter now, double total, double bad) {
    long answered = Math.round(now.total() - total);
    long badly = Math.min(answered, Math.round(now.bad() - bad));
    long[] sums =
        answers
            .computeIfAbsent(
                window.interval(now.at().minusNanos(1)), number -> new LinkedHashMap<>())
            .computeIfAbsent(now.source(), source -> new long[2]);
    sums[0] += answered;
    sums[1] += badly;
  }

  private static Interval interval(Instant end, Map<Source, long[]> pods) {
    List<Tally> canary = new ArrayList<>();
    List<Tally> stable = new ArrayList<>();
    pods.forEach(
        (source, sums) ->
            (source.arm() == Arm.CANARY ? canary : stable)
                .add(new Tally(source.pod(), sums[0], sums[1])));
    return new Interval(end, canary, stable);
  }
}
