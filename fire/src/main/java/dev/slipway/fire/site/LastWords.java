package dev.slipway.fire.site;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;

/**
 * Makes the failure of an attempt final when its activity is to be cancelled, as a real server does
 * ({@code RETRY_STATE_CANCEL_REQUESTED}). The test server (1.38) wants to try again, has no such
 * transition, and loses the activity: whoever waits for its end waits for ever.
 */
final class LastWords {
  private LastWords() {}

  /** The message that goes out instead of this one, which is most often the same. */
  static <Q> Q outgoing(Q message, Channel server) {
    if (message instanceof RespondActivityTaskFailedRequest failed && isCancelled(failed, server)) {
      @SuppressWarnings("unchecked") // of the type that came in
      Q last = (Q) finished(failed);
      return last;
    }
    return message;
  }

  /** Only a heartbeat's answer says so; it carries what the last one carried. */
  private static boolean isCancelled(RespondActivityTaskFailedRequest failed, Channel server) {
    try {
      return WorkflowServiceGrpc.newBlockingStub(server)
          .recordActivityTaskHeartbeat(
              RecordActivityTaskHeartbeatRequest.newBuilder()
                  .setNamespace(failed.getNamespace())
                  .setTaskToken(failed.getTaskToken())
                  .setIdentity(failed.getIdentity())
                  .setDetails(failed.getLastHeartbeatDetails())
                  .build())
          .getCancelRequested();
    } catch (StatusRuntimeException gone) {
      // the server answers the failure itself in the same way
      return false;
    }
  }

  private static RespondActivityTaskFailedRequest finished(
      RespondActivityTaskFailedRequest failed) {
    Failure.Builder failure = failed.getFailure().toBuilder();
    failure.getApplicationFailureInfoBuilder().setNonRetryable(true);
    return failed.toBuilder().setFailure(failure).build();
  }
}
