package dev.slipway.api.release;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunState;
import java.util.List;

/** What is said of a rollback, before it starts and when it has. */
final class RollbackAnswers {
  private RollbackAnswers() {}

  /**
   * A release that holds what goes back: it is stopped and takes itself back first.
   *
   * @param state where it stands now
   */
  record GivesWay(RunId run, RunState state, String requestedBy) {}

  /**
   * What a rollback would do; nothing was started.
   *
   * @param services that would go back
   * @param stops running releases that it would stop
   */
  record WouldRollBack(
      RunId of, EnvironmentName environment, List<ServiceName> services, List<GivesWay> stops) {}

  /**
   * A rollback that was started, now or by an earlier request with the same key.
   *
   * @param workflowId where the run is found in Temporal's Web UI
   * @param stops running releases that it stops; those that hold its services in this moment
   */
  record RollingBack(
      RunId run, EnvironmentName environment, String workflowId, List<GivesWay> stops) {
    static RollingBack of(StartedAnswer started, List<GivesWay> stops) {
      return new RollingBack(started.run(), started.environment(), started.workflowId(), stops);
    }
  }
}
