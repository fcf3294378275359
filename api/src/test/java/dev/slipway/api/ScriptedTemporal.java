package dev.slipway.api;

import com.google.protobuf.Timestamp;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A Temporal that knows who polls, which the one for tests does not, and nothing else. */
final class ScriptedTemporal extends WorkflowServiceImplBase implements AutoCloseable {
  private final Map<String, Instant> lastPolls = new ConcurrentHashMap<>();
  private final Server server;

  ScriptedTemporal() {
    try {
      server = NettyServerBuilder.forPort(0).addService(this).build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ScriptedTemporal polled(String queue, Duration ago) {
    lastPolls.put(queue, Instant.now().minus(ago));
    return this;
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void getSystemInfo(
      GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
    answer.onNext(GetSystemInfoResponse.newBuilder().setServerVersion("1.0").build());
    answer.onCompleted();
  }

  @Override
  public void describeTaskQueue(
      DescribeTaskQueueRequest request, StreamObserver<DescribeTaskQueueResponse> answer) {
    var response = DescribeTaskQueueResponse.newBuilder();
    Instant last = lastPolls.get(request.getTaskQueue().getName());
    if (last != null) {
      // another one, which is gone when the last one has been silent for a while
      response.addPollers(poller(last.minusSeconds(30)));
      response.addPollers(poller(last));
    }
    answer.onNext(response.build());
    answer.onCompleted();
  }

  private static PollerInfo poller(Instant at) {
    return PollerInfo.newBuilder()
        .setLastAccessTime(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
        .build();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
