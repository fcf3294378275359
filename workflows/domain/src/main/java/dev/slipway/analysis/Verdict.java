package dev.slipway.analysis;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a measurement says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Pass.class, name = "pass"),
  @JsonSubTypes.Type(value = Verdict.Fail.class, name = "fail"),
  @JsonSubTypes.Type(value = Verdict.Inconclusive.class, name = "inconclusive"),
  @JsonSubTypes.Type(value = Verdict.NoData.class, name = "no-data"),
  @JsonSubTypes.Type(value = Verdict.ProviderDown.class, name = "provider-down")
})
public sealed interface Verdict {
  String why();

  /** Measured, and good. */
  record Pass(String why) implements Verdict {}

  /** Measured, and bad. */
  record Fail(String why) implements Verdict {}

  /** Measured, but too little to tell. */
  record Inconclusive(String why) implements Verdict {}

  /** The provider answered that it has nothing, or nothing that is a number. */
  record NoData(String why) implements Verdict {}

  /** The provider did not answer. */
  record ProviderDown(String why) implements Verdict {}
}
