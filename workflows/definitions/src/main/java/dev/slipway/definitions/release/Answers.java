package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Faults;
import dev.slipway.release.Problem;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers of many calls: what failed is kept, so that all of it can be told together. */
final class Answers {
  private final List<Problem> problems = new ArrayList<>();
  private boolean forGood;

  /**
   * @param subject what was asked about
   */
  <T> Optional<T> of(String subject, Promise<T> asked) {
    try {
      return Optional.of(asked.get());
    } catch (ActivityFailure failure) {
      if (Faults.cancelled(failure)) {
        throw failure;
      }
      problems.add(new Problem(subject, Faults.words(failure)));
      forGood |= Faults.finalFault(failure).isPresent();
      return Optional.empty();
    }
  }

  /** A fault that no waiting ends, found in an answer. */
  void refuse(Problem problem) {
    problems.add(problem);
    forGood = true;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Whether nothing but ill systems stood in the way. */
  boolean mayPass() {
    return !problems.isEmpty() && !forGood;
  }
}
