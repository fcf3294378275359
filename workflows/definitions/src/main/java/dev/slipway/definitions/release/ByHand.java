package dev.slipway.definitions.release;

import dev.slipway.compensation.Undo;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import java.util.Locale;

/** What a person has to do when we could not: the thing, the value, the command. */
final class ByHand {
  private ByHand() {}

  static String sentence(Undo.RestoreService restore, Trouble trouble) {
    String commands = String.join("; ", restore.back().stream().map(ByHand::command).toList());
    return "%s is not back (%s). By hand: %s"
        .formatted(restore.service(), trouble.sentence(), commands);
  }

  static String unwell(Undo.RestoreService restored, Trouble trouble) {
    return "%s is back, but does not look well: %s. Nothing more was changed: repair what it names, or release a version that works; if the check itself is wrong, mend the document, and lift what it made known-bad (slipway known-bad list)"
        .formatted(restored.service(), trouble.sentence());
  }

  private static String command(WorkloadChange back) {
    String images =
        String.join(" ", back.images().stream().map(i -> i.container() + "=" + i.image()).toList());
    String config =
        String.join(
            ", ",
            back.config().stream()
                .map(c -> "%s %s -> %s".formatted(c.kind().kubernetes(), c.slot(), c.name()))
                .toList());
    String set =
        "kubectl -n %s set image %s/%s %s"
            .formatted(
                back.workload().namespace(),
                back.workload().kind().kubernetes().toLowerCase(Locale.ROOT),
                back.workload().name(),
                images);
    return config.isEmpty() ? set : set + " and point " + config;
  }
}
