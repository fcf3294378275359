package dev.slipway.fire.fuse;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.command.v1.Command;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells before a decision of a workflow leaves for Temporal, and after Temporal has taken it. */
final class FusedTasks implements ClientInterceptor {
  private final Map<ByteString, Moment> open = new ConcurrentHashMap<>();
  private final Fuse fuse;

  FusedTasks(Fuse fuse) {
    this.fuse = fuse;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new Told<>(next.newCall(method, options));
  }

  private final class Told<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private @Nullable Moment decided;

    Told(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void sendMessage(Q message) {
      if (message instanceof RespondWorkflowTaskCompletedRequest request) {
        Moment begun = open.remove(request.getTaskToken());
        if (begun != null) {
          String what = begun.what() + ">" + commands(request);
          decided = new Moment(Stage.DECIDED, begun.workflow(), what, Attempt.NONE);
          fuse.pass(new Moment(Stage.DECIDE, begun.workflow(), what, Attempt.NONE));
        }
      }
      super.sendMessage(message);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onMessage(A message) {
              if (message instanceof PollWorkflowTaskQueueResponse task && task.hasHistory()) {
                remember(task);
              }
              if (decided != null) {
                fuse.pass(decided);
              }
              super.onMessage(message);
            }
          },
          headers);
    }
  }

  private void remember(PollWorkflowTaskQueueResponse task) {
    String workflow = task.getWorkflowExecution().getWorkflowId();
    open.put(task.getTaskToken(), new Moment(Stage.DECIDE, workflow, cause(task), Attempt.NONE));
  }

  /** The newest event that is not about workflow tasks themselves. */
  private static String cause(PollWorkflowTaskQueueResponse task) {
    return task.getHistory().getEventsList().stream()
        .map(HistoryEvent::getEventType)
        .map(type -> type.name().replace("EVENT_TYPE_", ""))
        .filter(type -> !type.startsWith("WORKFLOW_TASK_"))
        .reduce((first, last) -> last)
        .orElse("NOTHING_NEW");
  }

  private static String commands(RespondWorkflowTaskCompletedRequest request) {
    return request.getCommandsList().stream()
        .map(FusedTasks::name)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining("+"));
  }

  private static String name(Command command) {
    return command.hasScheduleActivityTaskCommandAttributes()
        ? command.getScheduleActivityTaskCommandAttributes().getActivityType().getName()
        : command.getCommandType().name().replace("COMMAND_TYPE_", "");
  }
}
