package dev.slipway.fire.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The points that each scenario passes when nothing happens, as they were written down once: what
 * schedules are drawn over may not depend on how much else a machine has to do.
 */
public final class Undisturbed {
  private static final String FILE = "/fire/undisturbed.txt";

  /** The first looks of a watch and the first checks of a plan stand for all of them. */
  private static final int LOOKS = 3;

  private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) (\\S+) x(\\d{1,6})");

  private static final String HEAD =
      """
      # How often each workflow tries each activity when nothing happens, by scenario.
      # Seeds are drawn over these points, so a change here gives every number another schedule.
      # Written by `./slipway fire --learn FILE`.
      """;

  /** Without a number: all attempts of one activity by one workflow. */
  private final Map<Scenario, SortedMap<String, Integer>> counts;

  private Undisturbed(Map<Scenario, SortedMap<String, Integer>> counts) {
    this.counts = counts;
  }

  /** What is kept with the program. */
  public static Undisturbed kept() {
    try (InputStream in = Undisturbed.class.getResourceAsStream(FILE)) {
      return read(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  public static Undisturbed read(String text) {
    Map<Scenario, SortedMap<String, Integer>> counts = new EnumMap<>(Scenario.class);
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              Matcher found = LINE.matcher(line);
              if (!found.matches()) {
                throw new IllegalArgumentException(
                    "'%s' is not 'SCENARIO WORKFLOW ACTIVITY xTIMES'".formatted(line));
              }
              counts
                  .computeIfAbsent(Scenario.of(found.group(1)), unseen -> new TreeMap<>())
                  .put(found.group(2) + " " + found.group(3), Integer.parseInt(found.group(4)));
            });
    return new Undisturbed(counts);
  }

  /**
   * What every one of some plays of each scenario passed: the fewest times of each.
   *
   * @param plays the points of each undisturbed play, by scenario
   */
  public static Undisturbed of(Map<Scenario, List<List<Point>>> plays) {
    Map<Scenario, SortedMap<String, Integer>> counts = new EnumMap<>(Scenario.class);
    plays.forEach(
        (scenario, each) -> {
          List<SortedMap<String, Integer>> all = each.stream().map(Undisturbed::count).toList();
          SortedMap<String, Integer> least = new TreeMap<>(all.getFirst());
          all.forEach(one -> least.keySet().retainAll(one.keySet()));
          all.forEach(one -> least.replaceAll((what, times) -> Math.min(times, one.get(what))));
          counts.put(scenario, least);
        });
    return new Undisturbed(counts);
  }

  private static SortedMap<String, Integer> count(List<Point> passed) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    passed.stream()
        .filter(point -> point.number() <= LOOKS || !repeats(point))
        .forEach(point -> counts.merge(place(point), 1, Integer::sum));
    return counts;
  }

  private static String place(Point point) {
    return point.workflow() + " " + point.activity();
  }

  /** What is asked many times over says the same each time. */
  private static boolean repeats(Point point) {
    return point.activity().equals("WorkloadAwait") || point.workflow().startsWith("planning/");
  }

  /** In a fixed order; empty for a scenario that nobody wrote down. */
  public List<Point> points(Scenario scenario) {
    return counts(scenario).entrySet().stream().flatMap(Undisturbed::points).sorted().toList();
  }

  private static Stream<Point> points(Map.Entry<String, Integer> one) {
    String[] place = one.getKey().split(" ", 2);
    return IntStream.rangeClosed(1, one.getValue())
        .mapToObj(number -> new Point(place[0], place[1], number));
  }

  private SortedMap<String, Integer> counts(Scenario scenario) {
    return counts.getOrDefault(scenario, new TreeMap<>());
  }

  /**
   * What a play did otherwise, a sentence each. How often the ledger is called follows from how
   * facts gather meanwhile, and how often a watch looks from time: of these only it counts whether
   * they happen at all.
   */
  public List<String> otherwise(Scenario scenario, List<Point> passed) {
    SortedMap<String, Integer> now = count(passed);
    SortedMap<String, Integer> kept = counts(scenario);
    List<String> found = new ArrayList<>();
    kept.forEach(
        (place, times) -> {
          int today = now.getOrDefault(place, 0);
          if (today == 0 || (today != times && !isTimed(place))) {
            found.add("%s %s: x%d, and now x%d".formatted(scenario.word(), place, times, today));
          }
        });
    now.forEach(
        (place, times) -> {
          if (!kept.containsKey(place)) {
            found.add("%s %s: never, and now x%d".formatted(scenario.word(), place, times));
          }
        });
    return found;
  }

  private static boolean isTimed(String place) {
    return place.endsWith(" LedgerAppend") || place.endsWith(" WorkloadAwait");
  }

  /** The text that {@link #read} reads. */
  public String text() {
    StringBuilder text = new StringBuilder(HEAD);
    counts.forEach(
        (scenario, all) -> {
          text.append('\n');
          all.forEach(
              (place, times) ->
                  text.append("%s %s x%d\n".formatted(scenario.word(), place, times)));
        });
    return text.toString();
  }
}
