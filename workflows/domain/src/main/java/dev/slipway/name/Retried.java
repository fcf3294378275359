package dev.slipway.name;

/**
 * An answer that knows how often the question was asked in vain before. A trouble that passed by
 * itself leaves no other trace in a run.
 *
 * @param <T> the answer
 */
public interface Retried<T> {
  /** Attempts before the one that gave this answer; 0 when the first did, or nobody counted. */
  int retries();

  /** The same answer, given after so many attempts in vain; a refusal may stay as it is. */
  T after(int retries);
}
