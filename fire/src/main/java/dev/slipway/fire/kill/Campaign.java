package dev.slipway.fire.kill;

import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.Jars;
import dev.slipway.fire.stage.LabParts;
import dev.slipway.lab.Lab;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One scenario and one target at many points, with several crews beside each other. */
public final class Campaign {
  private final Lab lab;
  private final Jars jars;
  private final Path root;
  private final PrintWriter out;
  private final List<Outcome> outcomes = new ArrayList<>();

  /**
   * @param root the project's folder, with the lab's script
   */
  public Campaign(Lab lab, Jars jars, Path root, PrintWriter out) {
    this.lab = lab;
    this.jars = jars;
    this.root = root;
    this.out = out;
  }

  /**
   * What to play.
   *
   * @param crews how many installations play beside each other; one where a part of the lab is
   *     killed that all of them share
   * @param together how many kills one round may have
   */
  public record Order(Tale tale, Target target, Choosing at, int crews, int together) {
    public Order {
      crews = target.parts().isEmpty() ? crews : 1;
    }
  }

  /** Plays an order; what was seen is printed as it comes. */
  public Sum play(Order order) {
    long begin = System.nanoTime();
    try (Round first = open()) {
      if (order.at() instanceof Choosing.Blind blind) {
        play(order, blind.rounds(order.together()), first);
        return sum(order, begin);
      }
      Outcome quiet = first.playOrTell(order.tale(), order.target(), Where.NOWHERE);
      tell(quiet);
      if (quiet.held()) {
        List<Point> points = order.at().of(quiet.seen().passed());
        say(
            "%d points pass by, %d are tried"
                .formatted(quiet.seen().passed().size(), points.size()));
        play(order, Where.rounds(points, order.together()), first);
        List<Point> again = missed();
        if (order.together() > 1 && !again.isEmpty()) {
          say("%d of them did not come by and are tried once more".formatted(again.size()));
          play(order, Where.rounds(again, order.together()), first);
        }
      }
    }
    return sum(order, begin);
  }

  private Sum sum(Order order, long begin) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    return Sum.of(order.tale().word(), order.target().word(), outcomes, seconds);
  }

  private List<Point> missed() {
    synchronized (outcomes) {
      return outcomes.stream().flatMap(one -> one.missed().stream()).toList();
    }
  }

  private void play(Order order, List<Where> rounds, Round first) {
    Queue<Where> left = new ConcurrentLinkedQueue<>(rounds);
    ExecutorService pool = Executors.newFixedThreadPool(order.crews());
    try {
      List<Future<?>> all = new ArrayList<>();
      all.add(pool.submit(() -> work(order, left, first)));
      for (int i = 1; i < Math.min(order.crews(), left.size()); i++) {
        all.add(
            pool.submit(
                () -> {
                  try (Round another = open()) {
                    work(order, left, another);
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException bug) {
      throw new IllegalStateException("a round could not be played", bug.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      pool.shutdownNow();
    }
  }

  private void work(Order order, Queue<Where> left, Round round) {
    for (Where where = left.poll(); where != null; where = left.poll()) {
      tell(round.playOrTell(order.tale(), order.target(), where));
    }
  }

  private Round open() {
    return new Round(
        new Crew(lab, jars, lab.state().resolve("fire")),
        new LabParts(lab.state(), root.resolve("lab").resolve("lab")));
  }

  private void tell(Outcome outcome) {
    synchronized (outcomes) {
      outcomes.add(outcome);
    }
    say(outcome.sentence());
    if (!outcome.held()) {
      say("  play it again: " + outcome.again());
    }
  }

  private synchronized void say(String text) {
    out.println(text);
    out.flush();
  }
}
