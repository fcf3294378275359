package dev.slipway.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import dev.slipway.contract.Payloads;
import dev.slipway.contract.Secrets;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of Temporal, with the SDK's metrics in Micrometer. */
@Configuration(proxyBeanMethods = false)
class TemporalWiring {

  @Bean(destroyMethod = "close")
  Scope temporalMetrics(MeterRegistry registry) {
    return new RootScopeBuilder()
        .reporter(new MicrometerClientStatsReporter(registry))
        .reportEvery(com.uber.m3.util.Duration.ofSeconds(10));
  }

  @Bean(destroyMethod = "shutdownNow")
  WorkflowServiceStubs temporalStubs(SlipwayProperties properties, Secrets secrets, Scope metrics)
      throws SSLException {
    TemporalProperties temporal = properties.temporal();
    var options =
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(temporal.address())
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
    String apiKey = temporal.apiKey();
    if (apiKey != null) {
      options.addApiKey(() -> secrets.resolve(apiKey));
    }
    return WorkflowServiceStubs.newServiceStubs(options.build());
  }

  private static @Nullable File file(@Nullable Path path) {
    return path == null ? null : path.toFile();
  }

  @Bean
  WorkflowClient temporalClient(WorkflowServiceStubs stubs, SlipwayProperties properties) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(properties.temporal().namespace())
            .setDataConverter(Payloads.converter())
            .build());
  }
}
