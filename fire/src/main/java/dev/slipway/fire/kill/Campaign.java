package dev.slipway.fire.kill;

import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.Jars;
import dev.slipway.fire.stage.LabParts;
import dev.slipway.lab.Lab;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Scenarios and one target at many points, with several crews beside each other. */
public final class Campaign {
  private final Lab lab;
  private final Jars jars;
  private final Path root;
  private final PrintWriter out;
  private final Tried tried;
  private final List<Outcome> outcomes = new ArrayList<>();

  /**
   * @param root the project's folder, with the lab's script
   * @param tried remembers what was tried, over several calls
   */
  public Campaign(Lab lab, Jars jars, Path root, PrintWriter out, Tried tried) {
    this.lab = lab;
    this.jars = jars;
    this.root = root;
    this.out = out;
    this.tried = tried;
  }

  /**
   * How much happens at once.
   *
   * @param crews how many installations play beside each other; one where a part of the lab is
   *     killed that all of them share
   * @param beside how many rounds one installation plays beside each other
   * @param together how many kills one round may have
   */
  public record Width(int crews, int beside, int together) {}

  /** What to play. */
  public record Order(List<Tale> tales, Target target, Choosing at, Width width) {
    public Order {
      tales = List.copyOf(tales);
      if (!target.parts().isEmpty()) {
        width = new Width(1, width.beside(), width.together());
      }
    }

    String words() {
      return String.join(",", tales.stream().map(Tale::word).toList());
    }
  }

  /** Plays an order; what was seen is printed as it comes. */
  public Sum play(Order order) {
    long begin = System.nanoTime();
    try (Party first = open()) {
      if (order.at() instanceof Choosing.Blind blind) {
        play(order, blind(order, blind), first);
      } else {
        play(order, quiet(order, first), first);
        again(order, first);
      }
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    return Sum.of(order.words(), order.target().word(), outcomes, seconds);
  }

  private List<Part> blind(Order order, Choosing.Blind blind) {
    List<Part> parts = new ArrayList<>();
    for (Tale tale : order.tales()) {
      int left = blind.count() - tried.moments(tale, order.target());
      new Choosing.Blind(left, blind.seed() + tale.word().hashCode())
          .rounds(order.width().together())
          .forEach(where -> parts.add(new Part(tale, where)));
    }
    Collections.shuffle(parts, new Random(blind.seed()));
    return parts;
  }

  /** Plays all scenarios undisturbed and takes the points they pass. */
  private List<Part> quiet(Order order, Party first) {
    List<Part> parts = new ArrayList<>();
    List<Part> nowhere = order.tales().stream().map(tale -> new Part(tale, Where.NOWHERE)).toList();
    for (Outcome quiet : first.play(order.target(), nowhere)) {
      tell(quiet);
      if (quiet.held()) {
        List<Point> points = tried.without(quiet, order.at(), order.at().of(quiet.seen().passed()));
        say(
            "%s: %d points pass by, %d are tried"
                .formatted(quiet.tale().word(), quiet.seen().passed().size(), points.size()));
        Where.rounds(points, order.width().together())
            .forEach(where -> parts.add(new Part(quiet.tale(), where)));
      }
    }
    return parts;
  }

  /** What did not come by among many others is tried once more. */
  private void again(Order order, Party first) {
    List<Part> parts = new ArrayList<>();
    for (Tale tale : order.tales()) {
      List<Point> missed =
          outcomes.stream()
              .filter(one -> one.tale() == tale)
              .flatMap(one -> one.missed().stream())
              .toList();
      Where.rounds(missed, Math.min(order.width().together(), 2))
          .forEach(where -> parts.add(new Part(tale, where)));
    }
    if (order.width().together() > 1 && !parts.isEmpty()) {
      say("what did not come by is tried once more");
      play(order, parts, first);
    }
  }

  private void play(Order order, List<Part> parts, Party first) {
    Queue<List<Part>> left = new ConcurrentLinkedQueue<>(groups(parts, order.width().beside()));
    ExecutorService pool = Executors.newFixedThreadPool(order.width().crews());
    try {
      List<Future<?>> all = new ArrayList<>();
      all.add(pool.submit(() -> work(order, left, first)));
      for (int i = 1; i < Math.min(order.width().crews(), left.size()); i++) {
        all.add(
            pool.submit(
                () -> {
                  try (Party another = open()) {
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

  private static List<List<Part>> groups(List<Part> parts, int beside) {
    List<List<Part>> groups = new ArrayList<>();
    for (int i = 0; i < parts.size(); i += beside) {
      groups.add(parts.subList(i, Math.min(i + beside, parts.size())));
    }
    return groups;
  }

  private void work(Order order, Queue<List<Part>> left, Party party) {
    for (List<Part> group = left.poll(); group != null; group = left.poll()) {
      party.play(order.target(), group).forEach(this::tell);
    }
  }

  private Party open() {
    return new Party(
        new Crew(lab, jars, lab.state().resolve("fire")),
        new LabParts(lab.state(), root.resolve("lab").resolve("lab")));
  }

  private void tell(Outcome outcome) {
    synchronized (outcomes) {
      outcomes.add(outcome);
      tried.add(outcome);
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
