package dev.slipway.api.release;

import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleasePlan;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;

/**
 * What a rollback goes back by.
 *
 * @param plan of the release that is taken back
 * @param asked services that go back; empty for all of the plan
 * @param before the state before that release; not empty once it was checked
 */
record WayBack(ReleasePlan plan, List<ServiceName> asked, List<WorkloadSnapshot> before) {
  WayBack {
    asked = List.copyOf(asked);
    before = List.copyOf(before);
  }

  /** All that go back, by name. */
  List<ServiceName> services() {
    return asked.isEmpty() ? plan.serviceNames() : asked;
  }
}
