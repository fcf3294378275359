package dev.slipway.fire.kill;

import dev.slipway.lab.witness.SeenEffect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What we touch beside workloads: autoscalers are switched and switched back, recovery notes are
 * written, and nothing else.
 */
final class Leavings {
  private static final Pattern OURS =
      Pattern.compile(
          "patch deployments/\\S+ \\d+"
              + "|patch verticalpodautoscalers/\\S+ \\d+"
              + "|\\w+ configmaps/slipway-recovery-\\S+ \\d+");

  private Leavings() {}

  /** Effects on autoscalers and notes that another hand had, or that came twice. */
  static List<String> wrong(List<SeenEffect> effects, String us, boolean struck) {
    List<String> wrong = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    for (SeenEffect effect : effects) {
      boolean known = effect.by().equals(us) || (struck && effect.by().isEmpty());
      if (!known) {
        wrong.add("another hand: " + effect);
      }
      if (effect.object().startsWith("configmaps/")
          && !notes.add(effect.object() + " " + effect.operation())) {
        wrong.add("a recovery note was written twice: " + effect);
      }
    }
    return wrong;
  }

  /** Writes of ours that no release needs. */
  static List<String> strange(List<String> writes) {
    return writes.stream()
        .filter(write -> !OURS.matcher(write).matches())
        .map(write -> "a write that no release needs: " + write)
        .distinct()
        .toList();
  }
}
