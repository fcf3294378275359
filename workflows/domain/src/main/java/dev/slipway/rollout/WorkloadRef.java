package dev.slipway.rollout;

import java.util.Locale;

/** One object in one namespace of the service's site. */
public record WorkloadRef(String namespace, WorkloadKind kind, String name) {
  @Override
  public String toString() {
    return kind.kubernetes() + "/" + name + " in " + namespace;
  }

  /** Short form for operation keys and timelines. */
  public String target() {
    return namespace + "." + kind.kubernetes().toLowerCase(Locale.ROOT) + "." + name;
  }
}
