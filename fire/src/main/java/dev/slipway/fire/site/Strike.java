package dev.slipway.fire.site;

import dev.slipway.contract.FailureType;
import dev.slipway.fire.seed.Blow;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Lets one attempt go wrong in one way, as the adapter would tell it. Time that an adapter would
 * spend waiting passes between two attempts: the test server stands still while one is under way.
 */
final class Strike {
  /** What an adapter waits for an answer. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration LONG_SILENCE = Duration.ofMinutes(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(7);

  /** A watch looks again after this when it was not answered, and says so after a minute. */
  private static final Duration WATCH_PACE = Duration.ofSeconds(5);

  private static final Duration WATCH_PATIENCE = Duration.ofSeconds(60);

  private final Afterwards afterwards;
  private final Lag lag;
  private final Supplier<Instant> now;
  private final Map<String, Instant> silentUntil = new TreeMap<>();
  private final Map<String, Instant> silentSince = new TreeMap<>();

  /** Where an attempt that hangs does its work in the end. */
  interface Afterwards {
    void later(Runnable work);
  }

  Strike(Afterwards afterwards, Lag lag, Supplier<Instant> now) {
    this.afterwards = afterwards;
    this.lag = lag;
    this.now = now;
  }

  /**
   * @param place workflow and activity: attempts of one place share their silence
   * @param act what the attempt does when it is let
   * @return what the attempt answers
   */
  <T> T by(Blow blow, String place, Supplier<T> act) {
    return switch (blow) {
      case UNAVAILABLE, CONFLICT, SERVER_ERROR, OVERLOADED, RESET_BEFORE ->
          throw ill(place, blow.words(), Optional.empty());
      case TOO_MANY -> throw ill(place, blow.words(), Optional.of(RETRY_AFTER));
      case SILENCE -> throw ill(place, blow.words(), Optional.of(ANSWER_TIMEOUT));
      case LONG_SILENCE -> throw silence(place, blow.words());
      case ANSWER_LOST, HALF_ANSWER -> {
        var unused = act.get();
        throw ill(place, blow.words(), Optional.empty());
      }
      case STALE -> lag.during(act);
      case LATE -> throw late(place, blow.words(), act);
      case KILLED_BEFORE -> throw killed();
      case KILLED_AFTER -> {
        var unused = act.get();
        throw killed();
      }
    };
  }

  /** A system that is away as a whole. */
  ApplicationFailure away(String place) {
    return ill(place, Blow.UNAVAILABLE.words(), Optional.empty());
  }

  private <T> ApplicationFailure late(String place, String words, Supplier<T> act) {
    if (!watches(place)) {
      afterwards.later(() -> carryOut(act));
    }
    return ill(place, words, Optional.of(ANSWER_TIMEOUT));
  }

  private static void carryOut(Supplier<?> act) {
    var unused = act.get();
  }

  private synchronized ApplicationFailure silence(String place, String words) {
    silentUntil.putIfAbsent(place, now.get().plus(LONG_SILENCE));
    return ill(place, words, Optional.of(ANSWER_TIMEOUT));
  }

  synchronized boolean isSilent(String place) {
    return silentUntil.containsKey(place) && now.get().isBefore(silentUntil.get(place));
  }

  /** An attempt was answered: the next silence is a new one. */
  synchronized void answered(String place) {
    silentSince.remove(place);
  }

  private synchronized ApplicationFailure ill(
      String place, String words, Optional<Duration> waited) {
    ApplicationFailure failure = FailureType.UNAVAILABLE.failure(words);
    if (!watches(place)) {
      waited.ifPresent(failure::setNextRetryDelay);
      return failure;
    }
    Instant since = silentSince.computeIfAbsent(place, first -> now.get());
    if (now.get().isBefore(since.plus(WATCH_PATIENCE))) {
      return ApplicationFailure.newBuilder()
          .setMessage(words)
          .setType("NotYet")
          .setNextRetryDelay(waited.orElse(WATCH_PACE))
          .build();
    }
    silentSince.remove(place);
    return failure;
  }

  private static boolean watches(String place) {
    return place.endsWith(" WorkloadAwait");
  }

  /** What the next worker finds: an attempt that ended without a word of the activity. */
  private static ApplicationFailure killed() {
    return ApplicationFailure.newFailure("the worker is gone", "Killed");
  }
}
