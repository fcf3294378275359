package dev.slipway.fire.fuse;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.SimplePlugin;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Puts the fuse into a process that knows nothing of it: Spring finds this class by {@code
 * spring.factories}. The client of Temporal gets one interceptor for its calls and one for
 * activities; an API gets the lifeline only.
 */
public final class FuseWiring
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  /** System property: this process tells its moments. */
  public static final String TELLS = "slipway.fuse.tells";

  private static final Fuse FUSE = Fuse.lit();

  static Fuse fuse() {
    return FUSE;
  }

  static boolean tells() {
    return Boolean.getBoolean(TELLS);
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    if (tells()) {
      context.getBeanFactory().addBeanPostProcessor(new Exchange());
    }
  }

  /** Exchanges the client when it is made. */
  private static final class Exchange implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof WorkflowClient client ? fused(client) : bean;
    }
  }

  private static WorkflowClient fused(WorkflowClient client) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder(client.getWorkflowServiceStubs().getOptions())
                .setGrpcClientInterceptors(List.of(new FusedTasks(FUSE)))
                .build());
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder(client.getOptions())
            .setPlugins(
                SimplePlugin.newBuilder("dev.slipway.fuse")
                    .addWorkerInterceptors(new FusedActivities(FUSE))
                    .build())
            .build());
  }
}
