package dev.slipway.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A deployable with an owner and a policy, unique within the installation. */
public record ServiceName(@JsonValue String value) implements Comparable<ServiceName> {
  public ServiceName {
    DnsLabel.check("service", value);
  }

  @JsonCreator
  public static ServiceName of(String value) {
    return new ServiceName(value);
  }

  @Override
  public int compareTo(ServiceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
