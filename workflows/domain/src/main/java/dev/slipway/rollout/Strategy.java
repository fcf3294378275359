package dev.slipway.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** How a service moves to its new version. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Strategy.Rolling.class, name = "rolling")})
public sealed interface Strategy {
  /**
   * Let the workload's own controller replace pods.
   *
   * @param rolloutTimeout longest time from the patch to all pods new and ready; time on hold does
   *     not count
   * @param rollbackTimeout the same for the way back
   * @param settle quiet time after the last pod is ready, in which nothing may crash
   */
  record Rolling(Duration rolloutTimeout, Duration rollbackTimeout, Duration settle)
      implements Strategy {}
}
