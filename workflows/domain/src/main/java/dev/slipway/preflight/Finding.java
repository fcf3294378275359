package dev.slipway.preflight;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a look found. Not seeing is neither good nor bad. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Finding.Passed.class, name = "passed"),
  @JsonSubTypes.Type(value = Finding.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Finding.Unseen.class, name = "unseen")
})
public sealed interface Finding {
  String detail();

  record Passed(String detail) implements Finding {}

  /**
   * @param wayOut what a person can do about it
   */
  record Failed(String detail, String wayOut) implements Finding {}

  /** The system that would know did not answer. */
  record Unseen(String detail) implements Finding {}
}
