package dev.slipway.bench.bare;

import dev.slipway.contract.Payloads;
import dev.slipway.contract.SearchAttributeRegistration;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.definitions.Definitions;
import dev.slipway.document.DocumentSet;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.WantedService;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker on a real server that knows both: releases with nothing to do, and bare workflows. */
final class Bed implements AutoCloseable {
  private static final List<String> SERVICES = List.of("catalog", "orders", "web");

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final WorkerFactory factory;
  private final String name;
  private final AtomicInteger runs = new AtomicInteger();

  /**
   * @param name beginning of all ids; lower-case letters and digits
   */
  Bed(String address, String name) {
    this.name = name;
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
    SearchAttributeRegistration.run(client).forEach(System.err::println);
    factory =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
    NoWork noWork = new NoWork();
    BareActivities bare = word -> word;
    var slipway = factory.newWorker(TaskQueues.SLIPWAY);
    slipway.registerWorkflowImplementationTypes(Definitions.all());
    slipway.registerWorkflowImplementationTypes(
        BareWorkflowImpl.class, BareChildWorkflowImpl.class, BareLockWorkflowImpl.class);
    slipway.registerActivitiesImplementations(noWork, bare);
    factory
        .newWorker(TaskQueues.site(BareChildWorkflowImpl.SITE))
        .registerActivitiesImplementations(noWork, bare);
    factory.start();
  }

  /** A release in the environment of a lane. */
  WorkflowStub release(int lane) {
    EnvironmentName environment = EnvironmentName.of(name + "-" + lane);
    RunId run = RunId.of(name + "-r" + runs.incrementAndGet());
    var request =
        new ReleaseRequest(
            run,
            environment,
            SERVICES.stream().map(one -> new WantedService(ServiceName.of(one), "v2")).toList(),
            List.of(),
            ReleaseKind.ORDINARY,
            new Actor("ann", List.of(Role.RELEASER)),
            "measured",
            false);
    ReleaseWorkflow workflow =
        client.newWorkflowStub(ReleaseWorkflow.class, options(WorkflowIds.release(run)));
    WorkflowClient.start(workflow::run, new ReleaseStart(request, documents(environment)));
    return WorkflowStub.fromTyped(workflow);
  }

  /** A bare workflow of the same shape, with the lock of its lane. */
  WorkflowStub bare(Shape shape, int lane) {
    String lock = name + "-lock-" + lane;
    BareWorkflow workflow =
        client.newWorkflowStub(
            BareWorkflow.class, options(name + "-bare-" + runs.incrementAndGet()));
    WorkflowClient.start(workflow::run, shape, lock);
    return WorkflowStub.fromTyped(workflow);
  }

  void startLocks(int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      BareLockWorkflow lock =
          client.newWorkflowStub(BareLockWorkflow.class, options(name + "-lock-" + lane));
      WorkflowClient.start(lock::run);
    }
  }

  /** Plays one release and counts what it made Temporal do. */
  Shape shape() {
    WorkflowStub release = release(0);
    var end = release.getResult(Object.class);
    RunId run = RunId.of(name + "-r" + runs.get());
    List<Integer> rollouts =
        SERVICES.stream()
            .map(one -> activities(WorkflowIds.rollout(run, ServiceName.of(one), 1)))
            .toList();
    if (rollouts.contains(0)) {
      throw new IllegalStateException("the release that was to be counted ended as " + end);
    }
    return new Shape(
        activities("planning/" + run + "/release"), activities(WorkflowIds.release(run)), rollouts);
  }

  private int activities(String workflow) {
    return (int)
        client.fetchHistory(workflow).getHistory().getEventsList().stream()
            .filter(e -> e.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
            .count();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.SLIPWAY).build();
  }

  private static DocumentSet documents(EnvironmentName environment) {
    try (InputStream in = Bed.class.getResourceAsStream("/bench/nothing.yaml")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Reading reading =
          DocumentReader.read("nothing.yaml", text.replace("${ENVIRONMENT}", environment.value()));
      return new DocumentSet(
          reading.environments().getFirst().withRevision(1),
          reading.services().stream().map(service -> service.withRevision(1)).toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    factory.shutdownNow();
    stubs.shutdownNow();
  }
}
