package dev.slipway.api.problem;

import dev.slipway.contract.FailureType;
import io.temporal.failure.ApplicationFailure;

/** What a failure of a system behind the API means for the caller. */
public final class Trouble {
  private Trouble() {}

  /** Only what may pass by itself is worth another try; its words hold no secrets by contract. */
  public static Refusal explain(ApplicationFailure failure) {
    return FailureType.UNAVAILABLE.name().equals(failure.getType())
        ? Refusal.of(Kind.UNAVAILABLE, failure.getOriginalMessage()).withHeader("Retry-After", "2")
        : Refusal.of(
            Kind.INTERNAL, "a system behind the API refuses: " + failure.getOriginalMessage());
  }
}
