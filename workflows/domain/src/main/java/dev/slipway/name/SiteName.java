package dev.slipway.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A place with credentials of its own; activities of a site run on task queue {@code site.<name>}.
 */
public record SiteName(@JsonValue String value) {
  public SiteName {
    DnsLabel.check("site", value);
  }

  @JsonCreator
  public static SiteName of(String value) {
    return new SiteName(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
