package dev.slipway.fire;

import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.ScheduleText;
import dev.slipway.fire.seed.Shrinking;
import dev.slipway.fire.site.Play;
import dev.slipway.release.RunEnd;
import dev.slipway.testkit.invariant.RunStory;
import dev.slipway.testkit.invariant.Testimony;
import dev.slipway.testkit.invariant.Violation;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Many schedules, several at a time; each failing one is played again and made shorter. */
final class Barrage {
  /** Longer than anybody waits. */
  static final Duration TO_THE_END = Duration.ofDays(100);

  private static final int AGAIN = 20;

  private final PrintWriter out;
  private final int jobs;
  private final boolean verbose;
  private final Function<Testimony, List<Violation>> judge;
  private final Map<String, Integer> ends = new TreeMap<>();
  private final List<Long> failed = new ArrayList<>();
  private int played;

  /**
   * @param judge says what does not hold
   */
  Barrage(PrintWriter out, int jobs, boolean verbose, Function<Testimony, List<Violation>> judge) {
    this.out = out;
    this.jobs = jobs;
    this.verbose = verbose;
    this.judge = judge;
  }

  /**
   * @param wanted how many there were to play
   * @param schedules how many were played
   * @param ends how many runs ended in each state
   * @param failed seeds of schedules under which something did not hold
   */
  record Sum(
      int wanted, int schedules, Map<String, Integer> ends, List<Long> failed, long seconds) {
    String sentence() {
      return "%s schedules in %d s; runs ended %s; %s"
          .formatted(
              schedules == wanted
                  ? Integer.toString(wanted)
                  : "the time was over after %d of %d".formatted(schedules, wanted),
              seconds,
              ends,
              failed.isEmpty() ? "everything held" : "failed: " + failed);
    }

    String json() {
      String states =
          String.join(
              ",",
              ends.entrySet().stream()
                  .map(one -> "\"%s\":%d".formatted(one.getKey(), one.getValue()))
                  .toList());
      return "{\"wanted\":%d,\"schedules\":%d,\"failed\":%s,\"ends\":{%s},\"seconds\":%d}"
          .formatted(wanted, schedules, failed, states, seconds);
    }
  }

  Sum fire(List<Schedule> schedules) {
    return fire(schedules, TO_THE_END);
  }

  /**
   * @param limit after this time no other one begins
   */
  Sum fire(List<Schedule> schedules, Duration limit) {
    long begin = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<?>> all = new ArrayList<>();
      schedules.forEach(
          one -> all.add(pool.submit(() -> fireBefore(begin + limit.toNanos(), one))));
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException bug) {
      throw new IllegalStateException("a schedule could not be played", bug.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      pool.shutdownNow();
    }
    return sum(schedules.size(), begin);
  }

  private synchronized Sum sum(int wanted, long begin) {
    long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
    return new Sum(wanted, played, ends, List.copyOf(failed), seconds);
  }

  private void fireBefore(long end, Schedule schedule) {
    if (System.nanoTime() - end < 0) {
      fire(schedule);
    }
  }

  private void fire(Schedule schedule) {
    long begin = System.nanoTime();
    Play.Played played = Play.play(schedule);
    if (verbose) {
      say(
          "seed %d: %s (%d ms%s)"
              .formatted(
                  schedule.seed(),
                  ScheduleText.write(schedule),
                  (System.nanoTime() - begin) / 1_000_000,
                  played.freed() == 0 ? "" : ", time freed " + played.freed() + " times"));
    }
    count(played.testimony().runs());
    List<Violation> violated = judge.apply(played.testimony());
    if (!violated.isEmpty()) {
      report(schedule, violated, played);
    }
  }

  private synchronized void count(List<RunStory> runs) {
    played++;
    for (RunStory run : runs) {
      RunEnd end = run.end();
      ends.merge(end == null ? "OPEN" : end.state().name(), 1, Integer::sum);
    }
  }

  private void report(Schedule schedule, List<Violation> violated, Play.Played played) {
    int again = 0;
    for (int i = 0; i < AGAIN; i++) {
      again += fails(schedule) ? 1 : 0;
    }
    Schedule least = again > AGAIN / 2 ? Shrinking.shrink(schedule, this::fails) : schedule;
    StringBuilder text = new StringBuilder();
    text.append("seed %d: %s%n".formatted(schedule.seed(), ScheduleText.write(schedule)));
    violated.forEach(one -> text.append("  does not hold: ").append(one).append('\n'));
    played
        .testimony()
        .runs()
        .forEach(run -> text.append("  %s ended %s%n".formatted(run.run(), run.end())));
    played
        .refused()
        .forEach(why -> text.append("  the test server refused: ").append(why).append('\n'));
    played.open().forEach(why -> text.append("  ").append(why).append('\n'));
    text.append("  fails %d times of %d; play it again:%n".formatted(again, AGAIN));
    text.append("    ./slipway fire --schedule '%s'".formatted(ScheduleText.write(least)));
    say(text.toString());
    synchronized (this) {
      failed.add(schedule.seed());
    }
  }

  private boolean fails(Schedule schedule) {
    return !judge.apply(Play.play(schedule).testimony()).isEmpty();
  }

  private synchronized void say(String text) {
    out.println(text);
    out.flush();
  }
}
