package dev.slipway.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one effect for ever: {@code workflowId/step/target}. The same key means the same effect,
 * once; adapters write it beside what they change and look for it before they act.
 */
public record OperationKey(@JsonValue String value) {
  public OperationKey {
    if (value == null || value.isBlank() || value.length() > 400) {
      throw new IllegalArgumentException("an operation key needs 1 to 400 characters");
    }
  }

  @JsonCreator
  public static OperationKey of(String value) {
    return new OperationKey(value);
  }

  public static OperationKey of(String workflowId, String step, String target) {
    return new OperationKey(workflowId + "/" + step + "/" + target);
  }

  @Override
  public String toString() {
    return value;
  }
}
