package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Status;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunState;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the services in flight are still being changed or are only looked at. A run verifies when
 * all that is in flight does.
 */
final class Stage {
  private final Status status;
  private final List<ServiceName> changing = new ArrayList<>();
  private final List<ServiceName> verifying = new ArrayList<>();
  private RunState shown = RunState.ROLLING_OUT;

  Stage(Status status) {
    this.status = status;
  }

  /** A wave begins, and a fact of its own says so. */
  void wave(String which) {
    shown = RunState.ROLLING_OUT;
    status.follow(shown, which);
  }

  void begins(ServiceName service) {
    changing.add(service);
    show();
  }

  void verifies(ServiceName service) {
    if (changing.remove(service)) {
      verifying.add(service);
      show();
    }
  }

  void ends(ServiceName service) {
    changing.remove(service);
    verifying.remove(service);
    show();
  }

  private void show() {
    if (changing.isEmpty() && verifying.isEmpty()) {
      return;
    }
    RunState next = changing.isEmpty() ? RunState.VERIFYING : RunState.ROLLING_OUT;
    if (next != shown) {
      shown = next;
      List<ServiceName> which = changing.isEmpty() ? verifying : changing;
      status.enter(next, String.join(", ", which.stream().map(ServiceName::value).toList()));
    }
  }
}
