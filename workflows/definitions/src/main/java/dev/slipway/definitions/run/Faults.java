package dev.slipway.definitions.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;

/** Reads what a failure of an activity or child means. */
public final class Faults {
  private Faults() {}

  public static boolean cancelled(TemporalFailure failure) {
    return failure instanceof CanceledFailure
        || (failure instanceof ActivityFailure && failure.getCause() instanceof CanceledFailure)
        || (failure instanceof ChildWorkflowFailure
            && failure.getCause() instanceof CanceledFailure);
  }

  /** An adapter said that trying again cannot help. */
  public static Optional<ApplicationFailure> finalFault(TemporalFailure failure) {
    return failure.getCause() instanceof ApplicationFailure fault && fault.isNonRetryable()
        ? Optional.of(fault)
        : Optional.empty();
  }

  /**
   * Who gave no answer. An adapter that hears nothing from its system says so; when Temporal itself
   * heard nothing, it is a worker of ours that was killed, cut off or overloaded, and the system is
   * not to blame.
   */
  public static String silent(String system, TemporalFailure failure) {
    return innermost(failure) instanceof TimeoutFailure ? "the worker for " + system : system;
  }

  /** The words for people: the innermost message, without wrappers. */
  public static String words(TemporalFailure failure) {
    return innermost(failure) instanceof ApplicationFailure fault
        ? fault.getOriginalMessage()
        : "no answer in time";
  }

  private static TemporalFailure innermost(TemporalFailure failure) {
    TemporalFailure inner = failure;
    while (inner.getCause() instanceof TemporalFailure cause) {
      inner = cause;
    }
    return inner;
  }
}
