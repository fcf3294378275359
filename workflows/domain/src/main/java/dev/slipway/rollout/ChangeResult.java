package dev.slipway.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.name.Retried;

/** What an adapter says of one write. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ChangeResult.Applied.class, name = "applied"),
  @JsonSubTypes.Type(value = ChangeResult.AlreadyThere.class, name = "already-there"),
  @JsonSubTypes.Type(value = ChangeResult.Conflict.class, name = "conflict")
})
public sealed interface ChangeResult extends Retried {
  /** We changed it now. */
  record Applied(long generation, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int retries)
      implements ChangeResult {
    /** At the first attempt. */
    public Applied(long generation) {
      this(generation, 0);
    }
  }

  /** It was so already: by an earlier attempt of ours, or by a person. */
  record AlreadyThere(long generation, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int retries)
      implements ChangeResult {
    /** At the first attempt. */
    public AlreadyThere(long generation) {
      this(generation, 0);
    }
  }

  /**
   * It is neither what we want nor what we decided on, or a newer token holds it. Nothing was
   * changed.
   */
  record Conflict(String found) implements ChangeResult {
    @Override
    public int retries() {
      return 0;
    }
  }
}
