package dev.slipway.fire;

import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.Schedules;
import dev.slipway.fire.seed.Shrinking;
import dev.slipway.fire.site.Play;
import dev.slipway.release.RunEnd;
import dev.slipway.testkit.invariant.Invariant;
import dev.slipway.testkit.invariant.RunStory;
import dev.slipway.testkit.invariant.Violation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many schedules, several at a time; each failing one is played again and made shorter. */
final class Barrage {
  private static final int AGAIN = 20;

  private final PrintWriter out;
  private final int jobs;
  private final boolean verbose;
  private final Schedules schedules = FireCommand.schedules();
  private final Map<String, Integer> ends = new TreeMap<>();
  private final List<Long> failed = new ArrayList<>();

  Barrage(PrintWriter out, int jobs, boolean verbose) {
    this.out = out;
    this.jobs = jobs;
    this.verbose = verbose;
  }

  /**
   * @param ends how many runs ended in each state
   * @param failed seeds of schedules under which something did not hold
   */
  record Sum(int seeds, Map<String, Integer> ends, List<Long> failed, long seconds) {
    String sentence() {
      return "%d schedules in %d s; runs ended %s; %s"
          .formatted(
              seeds, seconds, ends, failed.isEmpty() ? "everything held" : "failed: " + failed);
    }

    String json() {
      String states =
          String.join(
              ",",
              ends.entrySet().stream()
                  .map(one -> "\"%s\":%d".formatted(one.getKey(), one.getValue()))
                  .toList());
      return "{\"seeds\":%d,\"failed\":%s,\"ends\":{%s},\"seconds\":%d}"
          .formatted(seeds, failed, states, seconds);
    }
  }

  Sum fire(long first, int count) {
    long begin = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (long seed = first; seed < first + count; seed++) {
        long one = seed;
        all.add(pool.submit(() -> fire(one)));
      }
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
    return new Sum(count, ends, List.copyOf(failed), (System.nanoTime() - begin) / 1_000_000_000L);
  }

  private void fire(long seed) {
    Schedule schedule = schedules.of(seed);
    if (verbose) {
      say("seed %d: %s".formatted(seed, schedule));
    }
    Play.Played played = Play.play(schedule);
    count(played.testimony().runs());
    List<Violation> violated = Invariant.violated(played.testimony());
    if (!violated.isEmpty()) {
      report(schedule, violated, played.testimony().runs());
    }
  }

  private synchronized void count(List<RunStory> runs) {
    for (RunStory run : runs) {
      RunEnd end = run.end();
      ends.merge(end == null ? "OPEN" : end.state().name(), 1, Integer::sum);
    }
  }

  private void report(Schedule schedule, List<Violation> violated, List<RunStory> runs) {
    int again = 0;
    for (int i = 0; i < AGAIN; i++) {
      again += fails(schedule) ? 1 : 0;
    }
    Schedule least = again > AGAIN / 2 ? Shrinking.shrink(schedule, Barrage::fails) : schedule;
    StringBuilder text = new StringBuilder();
    text.append("seed %d: %s%n".formatted(schedule.seed(), least));
    violated.forEach(one -> text.append("  does not hold: ").append(one).append('\n'));
    runs.forEach(run -> text.append("  %s ended %s%n".formatted(run.run(), run.end())));
    text.append(
        "  fails %d times of %d; play it again: ./slipway fire --first %d --seeds 1"
            .formatted(again, AGAIN, schedule.seed()));
    say(text.toString());
    synchronized (this) {
      failed.add(schedule.seed());
    }
  }

  private static boolean fails(Schedule schedule) {
    return !Invariant.violated(Play.play(schedule).testimony()).isEmpty();
  }

  private synchronized void say(String text) {
    out.println(text);
    out.flush();
  }
}
