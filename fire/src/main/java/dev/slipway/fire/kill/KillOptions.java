package dev.slipway.fire.kill;

import dev.slipway.fire.stage.FireFailure;
import dev.slipway.fire.stage.Jars;
import dev.slipway.lab.Lab;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words with which kills on the lab are asked for. */
public final class KillOptions {
  @Option(
      names = "--kill",
      paramLabel = "TARGET",
      description =
          "Kills on the lab instead: any (targets, scenarios and moments by chance), worker, api,"
              + " temporal, ledger, apiserver, power (all but the API server at once), drain"
              + " (SIGTERM to the worker). Needs the lab up, and the jars of worker and API.")
  private @Nullable String kill;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "What is played meanwhile: approved, last-crashes, aborted, taken-back, held, stopped,"
              + " two-in-line, new-build; several with commas between them, or all.")
  private @Nullable String scenario;

  @Option(
      names = "--at",
      paramLabel = "WHERE",
      description =
          "EVERY distinct point once, SAMPLE of all of them, BLIND moments that nobody knows"
              + " beforehand, the N-th, or points as they are printed"
              + " (default: ${DEFAULT-VALUE}).")
  private String at = "SAMPLE";

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "How many points SAMPLE and BLIND take (default: ${DEFAULT-VALUE}).")
  private int points = 10;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Which points SAMPLE and BLIND take; otherwise by the clock.")
  private @Nullable Long seed;

  @Option(
      names = "--crews",
      paramLabel = "N",
      description =
          "Installations beside each other, each with a worker and an API (default:"
              + " ${DEFAULT-VALUE}); one where they share what is killed.")
  private int crews = 2;

  @Option(
      names = "--beside",
      paramLabel = "N",
      description =
          "Rounds beside each other in one installation, 1 to 40 (default: ${DEFAULT-VALUE})."
              + " Those that have come to a point are struck by one kill, each at its own.")
  private int beside = 1;

  @Option(
      names = "--tried",
      paramLabel = "FILE",
      description =
          "Remembers each round there, and leaves out what was tried before: a campaign that was"
              + " broken off goes on.")
  private @Nullable Path tried;

  @Option(
      names = "--together",
      paramLabel = "N",
      description =
          "How many points, far from each other, are tried in one round (default:"
              + " ${DEFAULT-VALUE}).")
  private int together = 1;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long any (default: 3) and seeds (default: to the last one) go on.")
  private @Nullable Integer minutes;

  @Option(
      names = "--old-worker",
      paramLabel = "JAR",
      description = "Another build of the worker, which new-build takes over from.")
  private @Nullable Path oldWorker;

  /** Whether kills on the lab are asked for. */
  public boolean asked() {
    return kill != null;
  }

  /** What is played; the one with an approval if nothing is said. */
  public Tale tale() {
    return Tale.of(scenario == null ? Tale.APPROVED.word() : scenario);
  }

  /** By the clock if nothing is said. */
  public long number() {
    return seed == null ? System.currentTimeMillis() : seed;
  }

  public Duration time() {
    return limit().orElse(Duration.ofMinutes(3));
  }

  /** How long it may go on, if somebody said so. */
  public Optional<Duration> limit() {
    return Optional.ofNullable(minutes).map(Duration::ofMinutes);
  }

  /**
   * @throws IllegalArgumentException when a word is not known; the message names the known ones
   * @throws FireFailure when the lab or a jar is missing
   */
  public Sum play(PrintWriter out, Path root) {
    long number = number();
    if (Gauntlet.ANY.equals(kill)) {
      out.println("seed " + number);
      return new Gauntlet(out, List.of(Target.values()), beside)
          .run(Lab.running(), root, number, time());
    }
    var order =
        new Campaign.Order(
            Tale.list(scenario == null ? Tale.APPROVED.word() : scenario),
            Target.of(String.valueOf(kill)),
            Choosing.of(at, points, number),
            new Campaign.Width(crews, beside, together));
    Jars jars = Jars.in(root);
    if (!at.equals("EVERY")) {
      out.println("seed " + number);
    }
    Jars both = oldWorker == null ? jars : jars.from(oldWorker);
    return new Campaign(Lab.running(), both, root, out, new Tried(tried)).play(order);
  }
}
