package dev.slipway.bench.bare;

import io.temporal.activity.ActivityInterface;

/** The activity that bare workflows call. */
@ActivityInterface(namePrefix = "Bare")
public interface BareActivities {
  /** Answers what it is given. */
  String nothing(String word);
}
