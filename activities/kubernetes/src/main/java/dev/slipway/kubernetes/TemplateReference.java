package dev.slipway.kubernetes;

import dev.slipway.rollout.ConfigKind;
import java.util.List;

/**
 * One place of a pod template that names a ConfigMap or a Secret.
 *
 * @param pointer JSON pointer from the workload's root to the name
 * @param keys keys that must be in it; empty when the place takes the whole object
 * @param optional pods start without it
 */
record TemplateReference(
    ConfigKind kind, String name, String pointer, List<String> keys, boolean optional) {
  TemplateReference {
    keys = List.copyOf(keys);
  }

  @Override
  public String toString() {
    return kind.kubernetes() + "/" + name;
  }
}
