package dev.slipway.api.engine;

import dev.slipway.contract.release.Order;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Vote;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.client.WorkflowUpdateTimeoutOrCancelledException;
import java.time.Duration;

/** Hands messages of people to runs. The same message id is judged once, and answered alike. */
public final class Messages {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final WorkflowClient client;
  private final Calls calls;

  public Messages(WorkflowClient client, Calls calls) {
    this.client = client;
    this.calls = calls;
  }

  public Reply vote(String workflowId, Vote vote) {
    return send(workflowId, Message.VOTE.word(), vote.id(), vote);
  }

  public Reply order(String workflowId, Message message, Order order) {
    return send(workflowId, message.word(), order.id(), order);
  }

  /**
   * @param update name of an update that answers with {@link Answer}
   */
  Reply send(String workflowId, String update, String id, Object message) {
    var options =
        UpdateOptions.<Answer>newBuilder()
            .setUpdateName(update)
            .setUpdateId(id)
            .setResultClass(Answer.class)
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build();
    try {
      return calls
          .<Reply>within(
              PATIENCE,
              () ->
                  new Reply.Answered(
                      client
                          .newUntypedWorkflowStub(workflowId)
                          .startUpdate(options, message)
                          .getResult()))
          .orElseGet(Reply.Silent::new);
    } catch (WorkflowNotFoundException gone) {
      return new Reply.Closed();
    } catch (WorkflowUpdateTimeoutOrCancelledException late) {
      return new Reply.Silent();
    } catch (WorkflowUpdateException ended) {
      return new Reply.Closed();
    }
  }
}
