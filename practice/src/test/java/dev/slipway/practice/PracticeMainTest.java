package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.practice.world.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PracticeMainTest {
  private static final String SEED =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - {name: web, image: "${REGISTRY}/shop/web:v1"}
      """;

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void writesItsAddressesWhenItIsReady(@TempDir Path folder) throws Exception {
    Path seed = Files.writeString(folder.resolve("seed.yaml"), SEED);
    Path ports = folder.resolve("ports.json");
    FutureTask<Boolean> main =
        new FutureTask<>(
            () -> {
              PracticeMain.main(
                  new String[] {"--seed", seed.toString(), "--port-file", ports.toString()});
              return true;
            });
    Thread thread = Thread.ofVirtual().start(main);
    while (!Files.exists(ports) && thread.isAlive()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    JsonNode site = Json.parse(Files.readString(ports));
    assertThat(Files.readString(Path.of(site.path("kubeconfig").asText())))
        .contains(site.path("kubernetes").asText());
    URI web =
        URI.create(
            site.path("kubernetes").asText() + "/apis/apps/v1/namespaces/shop/deployments/web");
    HttpRequest request =
        HttpRequest.newBuilder(web)
            .header("Authorization", "Bearer " + site.path("token").asText())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).body())
          .contains(site.path("registry").asText() + "/shop/web:v1");
    }
    thread.interrupt();
  }

  @Test
  void namesTheOptionsThatItKnows() {
    assertThatThrownBy(() -> PracticeMain.main(new String[] {"--sead", "x"}))
        .hasMessageContaining("--sead")
        .hasMessageContaining("--port-file");
  }
}
