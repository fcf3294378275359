package dev.slipway.api.release;

import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleasePlan;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;

/**
 * What a rollback goes back by.
 *
 * @param plan of the release that is taken back
 * @param services that go back, by name; never empty
 * @param before the state before that release; not empty once it was checked
 */
record WayBack(ReleasePlan plan, List<ServiceName> services, List<WorkloadSnapshot> before) {
  WayBack {
    services = List.copyOf(services);
    before = List.copyOf(before);
  }
}
