package dev.slipway.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where services run; also the name of one lock space. */
public record EnvironmentName(@JsonValue String value) {
  public EnvironmentName {
    DnsLabel.check("environment", value);
  }

  @JsonCreator
  public static EnvironmentName of(String value) {
    return new EnvironmentName(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
