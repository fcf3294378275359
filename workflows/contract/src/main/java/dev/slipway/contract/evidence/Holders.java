package dev.slipway.contract.evidence;

import dev.slipway.contract.WorkflowIds;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.evidence.UndoView;
import dev.slipway.lock.Holder;
import dev.slipway.lock.LockPurpose;
import dev.slipway.lock.LockRequest;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads locks and stops back out of what was told, for a lock space that has lost them. */
public final class Holders {
  private Holders() {}

  /** Empty for a run that holds no lock. */
  public static Optional<Holder> of(RunView view) {
    Long token = view.standing().token();
    return token == null || view.ended()
        ? Optional.empty()
        : Optional.of(new Holder(request(view), token));
  }

  private static LockRequest request(RunView view) {
    boolean back = view.asked().kind() == RunKind.ROLLBACK;
    return new LockRequest(
        view.run(),
        back ? WorkflowIds.rollback(view.run()) : WorkflowIds.release(view.run()),
        back ? LockPurpose.ROLLBACK : LockPurpose.RELEASE,
        services(view),
        view.asked().requestedBy(),
        false);
  }

  /** A rollback of everything names no service in its request, but records a way back for each. */
  private static List<ServiceName> services(RunView view) {
    return Stream.concat(view.services().stream(), view.undos().stream().map(UndoView::service))
        .distinct()
        .toList();
  }

  /**
   * @param newest what was last told of stops; null when nothing ever was
   * @return null when no stop is in force
   */
  public static @Nullable StopOrder stop(Fact.@Nullable StopChanged newest, Instant at) {
    return newest == null || !newest.stopped()
        ? null
        : new StopOrder(newest.by(), newest.reason(), newest.toStable(), at);
  }
}
