package dev.slipway.lock;

import java.util.List;

/** Next state and whom to tell. */
public record LockStep(LockSpace next, List<Addressed> answers) {
  public LockStep {
    answers = List.copyOf(answers);
  }
}
