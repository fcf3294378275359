package dev.slipway.analysis.judge;

/**
 * What one pod answered in one interval.
 *
 * @param pod name of the pod; only used to tell pods apart
 * @param total answers, at least 0
 * @param bad those which were errors, or slow; 0 to total
 */
public record Tally(String pod, long total, long bad) {
  public Tally {
    if (total < 0 || bad < 0 || bad > total) {
      throw new IllegalArgumentException(
          "pod %s has %d bad of %d answers; bad lies between 0 and all".formatted(pod, bad, total));
    }
  }
}
