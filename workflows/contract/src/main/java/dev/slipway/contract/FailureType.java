package dev.slipway.contract;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/** The only source of failure types; each says whether trying again can help. */
public enum FailureType {
  /** The system answers slowly, with 429, 5xx, conflicts, or not at all. Try again. */
  UNAVAILABLE(true),
  /** Credentials are wrong or do not suffice. Final. */
  FORBIDDEN(false),
  /** A named thing does not exist. Final. */
  NOT_FOUND(false),
  /** The system refuses what was asked as not valid. Final. */
  INVALID(false),
  /** A reference or setting of this installation is wrong. Final until repaired. */
  MISCONFIGURED(false);

  private final boolean retryable;

  FailureType(boolean retryable) {
    this.retryable = retryable;
  }

  public boolean retryable() {
    return retryable;
  }

  /**
   * What an adapter throws. The message names the thing and the way out and goes into history: no
   * secrets.
   *
   * @param cause kept out of history on purpose where it could carry a secret; may be null
   */
  public ApplicationFailure failure(String message, @Nullable Throwable cause) {
    return retryable
        ? ApplicationFailure.newFailureWithCause(message, name(), cause)
        : ApplicationFailure.newNonRetryableFailureWithCause(message, name(), cause);
  }

  public ApplicationFailure failure(String message) {
    return failure(message, null);
  }

  /** The same where a person only asked: their answer, and nothing that operators must hear of. */
  public ApplicationFailure answer(String message) {
    return ApplicationFailure.newBuilder()
        .setMessage(message)
        .setType(name())
        .setNonRetryable(!retryable)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
