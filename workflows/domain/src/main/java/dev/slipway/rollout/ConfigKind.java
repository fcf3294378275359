package dev.slipway.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a pod template can take configuration from. */
public enum ConfigKind {
  @JsonProperty("ConfigMap")
  CONFIG_MAP,
  @JsonProperty("Secret")
  SECRET;

  public String kubernetes() {
    return this == CONFIG_MAP ? "ConfigMap" : "Secret";
  }
}
