package dev.slipway.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the rollout of one service ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RolloutEnd.Done.class, name = "done"),
  @JsonSubTypes.Type(value = RolloutEnd.Failed.class, name = "failed")
})
public sealed interface RolloutEnd {
  /** All workloads carry the wanted fields and are healthy. */
  record Done(int pods) implements RolloutEnd {}

  /** It stopped; what was changed so far is for the compensation. */
  record Failed(Trouble trouble) implements RolloutEnd {}
}
