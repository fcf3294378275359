package dev.slipway.fire.site;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the tasks that workers have in their hands: taken from the server and not answered. */
final class Hands implements ClientInterceptor {
  private final Turns turns = new Turns();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final List<String> refused = new CopyOnWriteArrayList<>();

  /**
   * Decisions of workflows that the server did not take. A real one takes them all; this one
   * refuses to cancel an activity whose answer arrived while the decision was made, and its
   * workflow stands still from then on.
   */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** Whether every task that was taken has been answered. */
  boolean empty() {
    return taken.get() == answered.get();
  }

  /** Grows with every task that is taken or answered. */
  long signs() {
    return taken.get() + answered.get();
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    String name = Objects.requireNonNullElse(method.getBareMethodName(), "");
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      private @Nullable Q sent;

      @Override
      public void sendMessage(Q message) {
        sent = message;
        turns.sending(message);
        super.sendMessage(LastWords.outgoing(message, next));
      }

      @Override
      public void start(Listener<R> listener, Metadata headers) {
        super.start(listening(listener, status -> closed(name, sent, status)), headers);
      }
    };
  }

  private <R> ClientCall.Listener<R> listening(
      ClientCall.Listener<R> listener, Consumer<Status> end) {
    return new SimpleForwardingClientCallListener<>(listener) {
      @Override
      public void onMessage(R message) {
        taken.addAndGet(tasks(message));
        turns.received(message);
        super.onMessage(message);
      }

      @Override
      public void onClose(Status status, Metadata trailers) {
        end.accept(status);
        super.onClose(status, trailers);
      }
    };
  }

  private void closed(String method, @Nullable Object sent, Status status) {
    boolean decides = method.equals("RespondWorkflowTaskCompleted");
    boolean answers =
        method.startsWith("RespondWorkflowTask") || method.startsWith("RespondActivity");
    // a task whose answer is refused is out of their hands too
    answered.addAndGet(answers && isOver(status) ? 1 : 0);
    if (decides && !status.isOk() && status.getCode() != Code.NOT_FOUND) {
      refused.add(status.getCode() + " " + status.getDescription());
    }
    if (sent != null && answers) {
      turns.sent(sent);
    }
  }

  /** What is not sent again by the client. */
  private static boolean isOver(Status status) {
    return switch (status.getCode()) {
      case OK, NOT_FOUND, INVALID_ARGUMENT, FAILED_PRECONDITION, ALREADY_EXISTS -> true;
      case CANCELLED,
          UNKNOWN,
          DEADLINE_EXCEEDED,
          PERMISSION_DENIED,
          RESOURCE_EXHAUSTED,
          ABORTED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          INTERNAL,
          UNAVAILABLE,
          DATA_LOSS,
          UNAUTHENTICATED ->
          false;
    };
  }

  private static int tasks(Object message) {
    return switch (message) {
      case PollWorkflowTaskQueueResponse poll -> poll.getTaskToken().isEmpty() ? 0 : 1;
      case PollActivityTaskQueueResponse poll -> poll.getTaskToken().isEmpty() ? 0 : 1;
      case RespondWorkflowTaskCompletedResponse eager ->
          eager.getActivityTasksCount() + (eager.hasWorkflowTask() ? 1 : 0);
      default -> 0;
    };
  }
}
