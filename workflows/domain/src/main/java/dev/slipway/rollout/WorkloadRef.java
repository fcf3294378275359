package dev.slipway.rollout;

import java.util.Locale;

/** One object in one namespace of the service's site. */
public record WorkloadRef(String namespace, WorkloadKind kind, String name) {
  @Override
  public String toString() {
    return kind.kubernetes() + "/" + name + " in " + namespace;
  }

  /** What a person types to let a paused Deployment go on. */
  public String resumeCommand() {
    return "kubectl -n %s rollout resume %s/%s"
        .formatted(namespace, kind.kubernetes().toLowerCase(Locale.ROOT), name);
  }

  /** Short form for operation keys and timelines. */
  public String target() {
    return namespace + "." + kind.kubernetes().toLowerCase(Locale.ROOT) + "." + name;
  }
}
