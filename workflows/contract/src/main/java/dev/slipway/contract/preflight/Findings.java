package dev.slipway.contract.preflight;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What was found of many checks, each for itself. A check that could not be answered is missing: it
 * is to be asked by itself, where Temporal tries it again and counts.
 */
public record Findings(List<Found> found) {
  private static final int AT_ONCE = 16;
  private static final long LONGEST_SECONDS = 15;

  public Findings {
    found = List.copyOf(found);
  }

  /**
   * @param place of the check among those that were asked, from 0
   */
  public record Found(int place, Finding finding) {}

  public static Findings none() {
    return new Findings(List.of());
  }

  /** Asks one after the other. */
  public static Findings inTurn(Questions asked, Function<Check, Finding> look) {
    return of(asked.checks().stream().map(check -> answer(check, look)).toList());
  }

  /**
   * Asks many at once: most of the time of a look is waiting for a system. One that takes longer
   * than half of a call's time is left open, so that it costs the others nothing.
   */
  public static Findings together(Questions asked, Function<Check, Finding> look) {
    var places = new Semaphore(AT_ONCE);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<CompletableFuture<Optional<Finding>>> answers =
          asked.checks().stream()
              .map(
                  check ->
                      CompletableFuture.supplyAsync(() -> inPlace(places, check, look), threads))
              .map(one -> one.completeOnTimeout(Optional.empty(), LONGEST_SECONDS, SECONDS))
              .toList();
      return of(answers.stream().map(CompletableFuture::join).toList());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Optional<Finding> inPlace(
      Semaphore places, Check check, Function<Check, Finding> look) {
    places.acquireUninterruptibly();
    try {
      return answer(check, look);
    } finally {
      places.release();
    }
  }

  /** What failed says so again, and why, when it is asked by itself. */
  private static Optional<Finding> answer(Check check, Function<Check, Finding> look) {
    try {
      return Optional.of(look.apply(check));
    } catch (RuntimeException unanswered) {
      return Optional.empty();
    }
  }

  private static Findings of(List<Optional<Finding>> answers) {
    return new Findings(
        IntStream.range(0, answers.size())
            .boxed()
            .flatMap(place -> answers.get(place).stream().map(one -> new Found(place, one)))
            .toList());
  }

  /**
   * @param place among those that were asked, from 0
   */
  public Optional<Finding> at(int place) {
    return found.stream().filter(one -> one.place() == place).map(Found::finding).findFirst();
  }
}
