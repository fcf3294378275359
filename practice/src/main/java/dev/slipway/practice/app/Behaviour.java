package dev.slipway.practice.app;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pod of an image does, read from the tag under which the image was pushed: {@code
 * v2-slow5-errors10} starts in five seconds and answers every tenth request with 500. Suffixes are
 * taken from the end of the tag as long as they are known ones; an unknown suffix, and everything
 * before it, is part of the version.
 *
 * @param tag the whole tag
 * @param version the tag without a leading {@code v} and without the known suffixes
 * @param readyAfter time from the container's start until it may become ready
 * @param neverReady runs but never becomes ready
 * @param exit how it dies by itself, if it does
 * @param gone the registry knows the image, but no node can pull it
 * @param errorPercent share of application requests answered with 500, 0 to 100
 * @param latency added to every application request
 * @param badHealth health answers 503 though readiness is fine
 * @param noisy logs lines with ERROR
 */
public record Behaviour(
    String tag,
    String version,
    Duration readyAfter,
    boolean neverReady,
    Optional<Exit> exit,
    boolean gone,
    int errorPercent,
    Duration latency,
    boolean badHealth,
    boolean noisy) {

  private static final Pattern LAST_SUFFIX =
      Pattern.compile("(.+)-(slow|unready|crash|oom|gone|errors|latency|badhealth|noisy)(\\d*)");
  private static final Duration USUAL_START = Duration.ofSeconds(1);

  /** Reads a tag; every tag has a behaviour, {@code v1.2.0} a healthy one. */
  public static Behaviour ofTag(String tag) {
    Behaviour behaviour = plain(tag);
    String rest = tag;
    Matcher matcher = LAST_SUFFIX.matcher(rest);
    while (matcher.matches() && takesNumber(matcher.group(2), matcher.group(3))) {
      rest = matcher.group(1);
      behaviour = behaviour.with(matcher.group(2), matcher.group(3));
      matcher = LAST_SUFFIX.matcher(rest);
    }
    String version = rest.matches("v\\d.*") ? rest.substring(1) : rest;
    return behaviour.withVersion(version);
  }

  private static Behaviour plain(String tag) {
    return new Behaviour(
        tag, tag, USUAL_START, false, Optional.empty(), false, 0, Duration.ZERO, false, false);
  }

  /** A number belongs to three suffixes only: {@code -crash2} is a version, not a crash. */
  private static boolean takesNumber(String word, String digits) {
    return digits.isEmpty()
        || (digits.length() <= 6
            && (word.equals("slow") || word.equals("errors") || word.equals("latency")));
  }

  private Behaviour with(String word, String digits) {
    Exit crash = new Exit(1, "Error", Duration.ofSeconds(1));
    Exit oom = new Exit(137, "OOMKilled", Duration.ofSeconds(1));
    return switch (word) {
      case "slow" -> withReadyAfter(Duration.ofSeconds(number(digits, 8)));
      case "unready" -> withFlags(true, exit, gone);
      case "crash" -> withFlags(neverReady, Optional.of(crash), gone);
      case "oom" -> withFlags(neverReady, Optional.of(oom), gone);
      case "gone" -> withFlags(neverReady, exit, true);
      case "errors" -> withAnswers(Math.min(100, number(digits, 50)), latency, badHealth, noisy);
      case "latency" ->
          withAnswers(errorPercent, Duration.ofMillis(number(digits, 800)), badHealth, noisy);
      case "badhealth" -> withAnswers(errorPercent, latency, true, noisy);
      case "noisy" -> withAnswers(errorPercent, latency, badHealth, true);
      default -> throw new IllegalStateException("suffix " + word + " is matched but not known");
    };
  }

  private static int number(String digits, int otherwise) {
    return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
  }

  private Behaviour withVersion(String newVersion) {
    return new Behaviour(
        tag,
        newVersion,
        readyAfter,
        neverReady,
        exit,
        gone,
        errorPercent,
        latency,
        badHealth,
        noisy);
  }

  private Behaviour withReadyAfter(Duration duration) {
    return new Behaviour(
        tag, version, duration, neverReady, exit, gone, errorPercent, latency, badHealth, noisy);
  }

  private Behaviour withFlags(boolean unready, Optional<Exit> end, boolean missing) {
    return new Behaviour(
        tag, version, readyAfter, unready, end, missing, errorPercent, latency, badHealth, noisy);
  }

  private Behaviour withAnswers(int errors, Duration delay, boolean bad, boolean loud) {
    return new Behaviour(
        tag, version, readyAfter, neverReady, exit, gone, errors, delay, bad, loud);
  }
}
