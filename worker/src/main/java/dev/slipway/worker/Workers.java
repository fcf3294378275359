package dev.slipway.worker;

import dev.slipway.contract.SearchAttributeRegistration;
import dev.slipway.contract.TaskQueues;
import dev.slipway.definitions.Definitions;
import dev.slipway.definitions.run.Attempts;
import dev.slipway.name.SiteName;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The life of all workers of this process: they poll from the start until a stop, which lets
 * running work finish.
 */
final class Workers implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private final SlipwayProperties properties;
  private final WorkflowClient client;
  private final List<Object> people;
  private final List<Site> sites = new ArrayList<>();
  private final UnderWay underWay = new UnderWay();
  private @Nullable WorkerFactory factory;

  Workers(SlipwayProperties properties, WorkflowClient client, List<Object> people) {
    this.properties = properties;
    this.client = client;
    this.people = List.copyOf(people);
  }

  @Override
  public void start() {
    register();
    WorkerFactory made =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true)
                .setWorkerInterceptors(
                    underWay, new Attempts(), new Beats(client.newActivityCompletionClient()))
                .build());
    factory = made;
    slipway(made);
    if (properties.roles().contains(WorkerRole.SITES)) {
      properties
          .sites()
          .forEach((name, settings) -> site(made, Site.open(SiteName.of(name), settings)));
    }
    made.start();
    LOG.info(
        "polling as {} for sites {}", properties.roles(), sites.stream().map(Site::name).toList());
  }

  /** A Temporal that is not there yet is no reason to stay away: the API does the same again. */
  private void register() {
    try {
      SearchAttributeRegistration.run(client).forEach(LOG::warn);
    } catch (StatusRuntimeException silent) {
      LOG.warn("search attributes are not registered yet: {}", silent.getStatus());
    }
  }

  private void slipway(WorkerFactory made) {
    boolean workflows = properties.roles().contains(WorkerRole.WORKFLOWS);
    boolean talks = properties.roles().contains(WorkerRole.PEOPLE);
    if (!workflows && !talks) {
      return;
    }
    Worker worker =
        made.newWorker(TaskQueues.SLIPWAY, options().setLocalActivityWorkerOnly(!talks).build());
    if (workflows) {
      worker.registerWorkflowImplementationTypes(Definitions.all());
    }
    if (talks) {
      worker.registerActivitiesImplementations(people.toArray());
    }
  }

  private void site(WorkerFactory made, Site site) {
    sites.add(site);
    made.newWorker(TaskQueues.site(site.name()), options().build())
        .registerActivitiesImplementations(site.activities());
  }

  private WorkerOptions.Builder options() {
    return WorkerOptions.newBuilder()
        .setUsingVirtualThreads(true)
        .setStickyQueueScheduleToStartTimeout(properties.temporal().stickyTimeout());
  }

  /** Polling ends at once; watches are handed back at their next heartbeat; writes are finished. */
  @Override
  public void stop() {
    WorkerFactory running = factory;
    if (running == null) {
      return;
    }
    running.shutdown();
    running.awaitTermination(properties.grace().toMillis(), TimeUnit.MILLISECONDS);
    List<String> cut = underWay.names();
    sites.forEach(Site::close);
    factory = null;
    if (cut.isEmpty()) {
      LOG.info("stopped; nothing is lost: another worker, or this one again, goes on");
    } else {
      LOG.warn(
          "stopped after {} with activities under way, which another worker begins again: {}",
          properties.grace(),
          cut);
    }
  }

  @Override
  public boolean isRunning() {
    return factory != null;
  }
}
