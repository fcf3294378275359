package dev.slipway.definitions.run;

import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.evidence.Fact;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;
import dev.slipway.notice.Notice;
import dev.slipway.notice.Occasion;
import dev.slipway.notice.Receiver;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends notices beside the run: never in its way, each receiver once per key, every result noted.
 */
public final class Teller {
  private final RunId run;
  private final EnvironmentName environment;
  private final Journal journal;
  private List<Receiver> receivers = List.of();
  private int sent;
  private int open;

  public Teller(RunId run, EnvironmentName environment, Journal journal) {
    this.run = run;
    this.environment = environment;
    this.journal = journal;
  }

  public void receivers(List<Receiver> all) {
    receivers = all;
  }

  public void tell(Occasion occasion, String title, String text) {
    receivers.stream()
        .filter(r -> r.occasions().contains(occasion))
        .forEach(r -> send(r, occasion, title, text));
  }

  /** To these by name, whatever they listen to: escalation. */
  public void tell(List<String> names, Occasion occasion, String title, String text) {
    receivers.stream()
        .filter(r -> names.contains(r.name()))
        .forEach(r -> send(r, occasion, title, text));
  }

  private void send(Receiver receiver, Occasion occasion, String title, String text) {
    sent++;
    open++;
    var key =
        OperationKey.of(Workflow.getInfo().getWorkflowId(), "notice-" + sent, receiver.name());
    var request =
        new NoticeRequest(receiver, new Notice(key, occasion, run, environment, title, text));
    Workflow.newDetachedCancellationScope(
            () ->
                Async.function(
                        Stubs.notices("tell " + receiver.name() + ": " + title)::send, request)
                    .handle((result, failure) -> note(receiver, occasion, result, failure)))
        .run();
  }

  private @Nullable Void note(
      Receiver receiver,
      Occasion occasion,
      @Nullable NoticeResult result,
      @Nullable RuntimeException failure) {
    open--;
    if (result != null) {
      journal.note(
          new Fact.NoticeSent(receiver.name(), occasion, result.delivered(), result.detail()));
    } else {
      String why = failure instanceof TemporalFailure t ? Faults.words(t) : "unknown";
      journal.note(new Fact.NoticeSent(receiver.name(), occasion, false, why));
    }
    journal.tell();
    return null;
  }

  /** Waits until every notice was delivered or given up. */
  public void finish() {
    Workflow.await(() -> open == 0);
  }
}
