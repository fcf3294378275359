package dev.slipway.api.release;

import dev.slipway.api.document.Registered;
import dev.slipway.api.engine.Environments;
import dev.slipway.api.engine.LastWords;
import dev.slipway.contract.release.LastWordStart;
import dev.slipway.document.DocumentSet;
import dev.slipway.evidence.RunView;
import dev.slipway.name.EnvironmentName;
import dev.slipway.notice.Receiver;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.RunEnd;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a run would have done at its end, for one that cannot any more. Twice is harmless. */
@Component
final class Farewell {
  private final Environments environments;
  private final LastWords words;
  private final Registered registered;

  Farewell(Environments environments, LastWords words, Registered registered) {
    this.environments = environments;
    this.words = words;
    this.registered = registered;
  }

  /** Gives back what it holds and tells whoever wants to hear of ends. */
  void of(RunView view, RunEnd end) {
    EnvironmentName environment = Objects.requireNonNull(view.asked().environment());
    environments.giveBack(environment, view.run());
    List<Receiver> receivers = receivers(environment, view.asked().change());
    if (!receivers.isEmpty()) {
      words.say(new LastWordStart(view.run(), environment, receivers, end));
    }
  }

  /** Those of today: whom an environment that is gone would have told, nobody knows. */
  private List<Receiver> receivers(EnvironmentName environment, @Nullable ReleaseKind kind) {
    return registered.now().environments().stream()
        .filter(document -> document.name().equals(environment))
        .findFirst()
        .map(document -> new DocumentSet(document, List.of()))
        .map(
            documents ->
                PlanResolver.policy(kind == null ? ReleaseKind.ORDINARY : kind, documents)
                    .receivers())
        .orElse(List.of());
  }
}
