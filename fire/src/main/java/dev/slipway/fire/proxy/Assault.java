package dev.slipway.fire.proxy;

import dev.slipway.fire.kill.Tale;
import dev.slipway.lab.Lab;
import dev.slipway.lab.faults.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rounds of one scenario behind the proxies, one after the other. */
public final class Assault {
  /**
   * Ten minutes are so long unless somebody wants them in full: longer than the documents' budget
   * of one minute, so that what must happen in ten minutes happens in these.
   */
  public static final Duration SHORT_HOLE = Duration.ofSeconds(100);

  static final String REMEMBERED = "failed.txt";

  private final Lab lab;
  private final Path root;
  private final Duration hole;
  private final PrintWriter out;
  private final List<Ended> ended = new ArrayList<>();

  /**
   * @param root the project's folder
   * @param hole how long ten minutes are
   */
  public Assault(Lab lab, Path root, Duration hole, PrintWriter out) {
    this.lab = lab;
    this.root = root;
    this.hole = hole;
    this.out = out;
  }

  /**
   * What to play.
   *
   * @param lines the systems that are struck
   * @param fault the same for all of them; null for any by chance
   * @param seed the same number gives the same picks
   * @param time no round begins after it; at least one is played
   */
  public record Order(
      Tale tale, List<Line> lines, @Nullable Fault fault, long seed, Duration time) {
    public Order {
      lines = List.copyOf(lines);
    }
  }

  /** By chance. */
  public Sum byChance(Order order) {
    return repeat(
        order,
        List.of(),
        random ->
            order.fault() == null
                ? Rounds.byChance(order.lines(), random)
                : Rounds.of(order.fault(), order.lines(), random));
  }

  /** Every round that ever failed, and then by chance without outages. */
  public Sum brief(Order order) {
    return repeat(order, remembered(), random -> Rounds.brief(order.lines(), random));
  }

  private Sum repeat(Order order, List<List<Pick>> first, Function<Random, List<Pick>> next) {
    long begin = System.nanoTime();
    Random random = new Random(order.seed());
    try (Siege siege = new Siege(lab, root, hole)) {
      first.forEach(round -> tell(siege.play(order.tale(), round)));
      do {
        tell(siege.play(order.tale(), next.apply(random)));
      } while (System.nanoTime() - begin < order.time().toNanos());
    }
    return sum(begin);
  }

  Sum play(Tale tale, List<List<Pick>> rounds) {
    long begin = System.nanoTime();
    try (Siege siege = new Siege(lab, root, hole)) {
      rounds.forEach(round -> tell(siege.play(tale, round)));
    }
    return sum(begin);
  }

  private Sum sum(long begin) {
    return Sum.of(ended, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
  }

  private void tell(Ended round) {
    ended.add(round);
    out.println(round.sentence());
    if (!round.held()) {
      out.println("  play it again: " + round.again());
    }
    out.flush();
  }

  private static List<List<Pick>> remembered() {
    try (InputStream in = Assault.class.getResourceAsStream("/proxy/" + REMEMBERED)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Pick::list)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
