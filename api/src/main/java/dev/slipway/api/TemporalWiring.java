package dev.slipway.api;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import dev.slipway.api.engine.Adoptions;
import dev.slipway.api.engine.Calls;
import dev.slipway.api.engine.EnsuredAttributes;
import dev.slipway.api.engine.Environments;
import dev.slipway.api.engine.Executions;
import dev.slipway.api.engine.LastWords;
import dev.slipway.api.engine.Messages;
import dev.slipway.api.engine.Pollers;
import dev.slipway.api.engine.RunStarts;
import dev.slipway.contract.Payloads;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Builds the client of Temporal, with the SDK's metrics in Micrometer; it connects when first used,
 * so the API starts without it.
 */
@Configuration(proxyBeanMethods = false)
class TemporalWiring {
  private static final int METRICS_SECONDS = 10;

  /** Shorter than the patience of those who call, so that they hear Temporal's own words. */
  private static final RpcRetryOptions RETRIES =
      RpcRetryOptions.newBuilder().setExpiration(Duration.ofSeconds(6)).validateBuildWithDefaults();

  @Bean(destroyMethod = "close")
  Scope temporalMetrics(MeterRegistry registry) {
    return new RootScopeBuilder()
        .reporter(new MicrometerClientStatsReporter(registry))
        .reportEvery(com.uber.m3.util.Duration.ofSeconds(METRICS_SECONDS));
  }

  @Bean(destroyMethod = "shutdownNow")
  WorkflowServiceStubs temporalStubs(SlipwayApiProperties properties, Scope metrics)
      throws SSLException {
    SlipwayApiProperties.Temporal temporal = properties.temporal();
    var options =
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(temporal.address())
            .setRpcRetryOptions(RETRIES)
            .setMetricsScope(metrics);
    if (temporal.certificate() != null || temporal.authority() != null) {
      SslContextBuilder ssl = GrpcSslContexts.forClient();
      if (temporal.certificate() != null) {
        ssl.keyManager(file(temporal.certificate()), file(temporal.key()));
      }
      if (temporal.authority() != null) {
        ssl.trustManager(file(temporal.authority()));
      }
      options.setSslContext(ssl.build());
    } else {
      options.setEnableHttps(temporal.tls());
    }
    if (temporal.apiKey() != null) {
      options.addApiKey(() -> SecretSetting.resolve("slipway.temporal.api-key", temporal.apiKey()));
    }
    return WorkflowServiceStubs.newServiceStubs(options.build());
  }

  private static @Nullable File file(@Nullable Path path) {
    return path == null ? null : path.toFile();
  }

  @Bean
  WorkflowClient temporalClient(WorkflowServiceStubs stubs, SlipwayApiProperties properties) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(properties.temporal().namespace())
            .setDataConverter(Payloads.converter())
            .setIdentity("slipway-api")
            .build());
  }

  @Bean
  Calls calls(WorkflowServiceStubs stubs) {
    return new Calls(stubs);
  }

  @Bean
  Pollers pollers(WorkflowClient client, Calls calls, Clock clock) {
    return new Pollers(client, calls, clock);
  }

  @Bean
  EnsuredAttributes searchAttributes(WorkflowClient client, Calls calls) {
    return new EnsuredAttributes(client, calls);
  }

  @Bean
  Executions executions(WorkflowClient client, Calls calls) {
    return new Executions(client, calls);
  }

  @Bean
  RunStarts runStarts(WorkflowClient client, Calls calls, EnsuredAttributes attributes) {
    return new RunStarts(client, calls, attributes);
  }

  @Bean
  LastWords lastWords(WorkflowClient client, Calls calls, EnsuredAttributes attributes) {
    return new LastWords(client, calls, attributes);
  }

  @Bean
  Messages messages(WorkflowClient client, Calls calls) {
    return new Messages(client, calls);
  }

  @Bean
  Adoptions adoptions(WorkflowClient client, Calls calls, EnsuredAttributes attributes) {
    return new Adoptions(client, calls, attributes);
  }

  @Bean
  Environments environments(
      WorkflowClient client, Calls calls, Messages messages, EnsuredAttributes attributes) {
    return new Environments(client, calls, messages, attributes);
  }
}
