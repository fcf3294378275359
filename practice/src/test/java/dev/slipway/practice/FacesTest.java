package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.practice.face.Registry.Door;
import dev.slipway.practice.world.Image;
import dev.slipway.practice.world.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FacesTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private PracticeSite site;

  @BeforeEach
  void start() {
    site = PracticeSite.virtual();
  }

  @AfterEach
  void stop() {
    http.close();
    site.close();
  }

  @Test
  void resolvesTagsToDigests() throws Exception {
    Image image = site.push("ipa/backend", "v1.0.0-slow5");
    URI manifests = site.registryAddress().resolve("/v2/ipa/backend/manifests/");
    HttpResponse<String> byTag = get(manifests.resolve("v1.0.0-slow5"));
    assertThat(byTag.headers().firstValue("Docker-Content-Digest")).hasValue(image.digest());
    assertThat(get(URI.create(manifests + image.digest())).body()).isEqualTo(byTag.body());
    String config = Json.parse(byTag.body()).path("config").path("digest").asText();
    JsonNode blob =
        Json.parse(get(site.registryAddress().resolve("/v2/ipa/backend/blobs/" + config)).body());
    assertThat(Json.at(blob, "config", "Labels", "dev.slipway.tag").asText())
        .isEqualTo("v1.0.0-slow5");
    HttpResponse<String> absent = get(manifests.resolve("v9"));
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(absent.body()).contains("MANIFEST_UNKNOWN");
    HttpRequest head =
        HttpRequest.newBuilder(manifests.resolve("v1.0.0-slow5"))
            .method("HEAD", BodyPublishers.noBody())
            .build();
    assertThat(http.send(head, BodyHandlers.ofString()).headers().firstValue("content-length"))
        .hasValue(Integer.toString(image.manifest().length()));
  }

  @Test
  void givesARegistryTokenForThePullSecret() throws Exception {
    site.push("ipa/backend", "v1");
    site.registryDoor(new Door.Bearer("robot", "pass"));
    URI manifest = site.registryAddress().resolve("/v2/ipa/backend/manifests/v1");
    HttpResponse<String> shut = get(manifest);
    assertThat(shut.statusCode()).isEqualTo(401);
    assertThat(shut.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("/token")
        .contains("repository:ipa/backend:pull");
    String pair = Base64.getEncoder().encodeToString("robot:pass".getBytes(StandardCharsets.UTF_8));
    String token =
        Json.parse(get(site.registryAddress().resolve("/token"), "Basic " + pair).body())
            .path("token")
            .asText();
    assertThat(get(manifest, "Bearer " + token).statusCode()).isEqualTo(200);
    assertThat(get(site.registryAddress().resolve("/token"), "Basic bad").statusCode())
        .isEqualTo(401);
  }

  @Test
  void leadsHostsToServices() throws Exception {
    site.push("ipa/backend", "v1.0.0");
    site.deployment("ipa", "backend", 1, site.image("ipa/backend", "v1.0.0"));
    site.ingress("ipa", "api.example.com", "backend");
    URI health = site.edgeAddress().resolve("/host/api.example.com/health");
    assertThat(get(health).statusCode()).isEqualTo(503);
    assertThat(site.awaitQuiet(Duration.ofMinutes(2))).isPresent();
    assertThat(get(health).body()).contains("\"version\":\"1.0.0\"");
    assertThat(get(site.edgeAddress().resolve("/host/other.example.com/")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void countsTheErrorsThatUsersSee() throws Exception {
    site.push("ipa/backend", "v1-errors20-latency300");
    site.deployment("ipa", "backend", 2, site.image("ipa/backend", "v1-errors20-latency300"));
    assertThat(site.awaitQuiet(Duration.ofMinutes(2))).isPresent();
    site.traffic("ipa", "backend", 50);
    site.advance(Duration.ofMinutes(2));
    String ratio =
        "sum(rate(http_requests_total{service=\"backend\",status=~\"5..\"}[1m]))"
            + " / sum(rate(http_requests_total{service=\"backend\"}[1m]))";
    assertThat(value(ratio)).isBetween(0.19, 0.21);
    assertThat(value("sum(rate(http_requests_total[1m]))")).isBetween(49.0, 51.0);
    assertThat(
            value(
                "histogram_quantile(0.95,"
                    + " sum(rate(http_request_duration_seconds_bucket[1m])) by (le))"))
        .isBetween(0.25, 0.5);
    assertThat(query("up{job=\"backend\"}").at("/data/result")).hasSize(2);
    assertThat(query("up{job=\"absent\"}").at("/data/result")).isEmpty();
    assertThat(query(ratio + " > 0.5").at("/data/result")).isEmpty();
    assertThat(query("topk(3, up)").path("errorType").asText()).isEqualTo("bad_data");
    assertThat(site.cluster().traffic().seen("ipa", "backend").failed()).isBetween(1100L, 1300L);
  }

  @Test
  void listsTargetsAndRules() throws Exception {
    site.push("ipa/backend", "v1");
    site.deployment("ipa", "backend", 1, site.image("ipa/backend", "v1"));
    assertThat(site.awaitQuiet(Duration.ofMinutes(2))).isPresent();
    site.cluster().prometheus().rule("BackendDown", "absent(up{job=\"backend\"})");
    JsonNode targets = Json.parse(get(site.prometheusAddress().resolve("/api/v1/targets")).body());
    assertThat(targets.at("/data/activeTargets/0/labels/job").asText()).isEqualTo("backend");
    assertThat(targets.at("/data/activeTargets/0/health").asText()).isEqualTo("up");
    JsonNode rules = Json.parse(get(site.prometheusAddress().resolve("/api/v1/rules")).body());
    assertThat(rules.at("/data/groups/0/rules/0/state").asText()).isEqualTo("inactive");
  }

  @Test
  void isFilledAndTroubledFromOutside() throws Exception {
    post("/apply", SEED);
    assertThat(site.awaitQuiet(Duration.ofMinutes(2))).isPresent();
    JsonNode push = Json.parse(post("/push", "{\"repository\":\"ipa/web\",\"tag\":\"v2\"}").body());
    assertThat(push.path("digest").asText()).startsWith("sha256:");
    post("/faults", "{\"face\":\"registry\",\"fault\":\"answer\",\"status\":503}");
    URI manifest = site.registryAddress().resolve("/v2/ipa/web/manifests/v1");
    assertThat(get(manifest).statusCode()).isEqualTo(503);
    assertThat(get(manifest).statusCode()).isEqualTo(200);
    assertThat(post("/faults", "{\"fault\":\"rain\"}").statusCode()).isEqualTo(400);
    assertThat(site.registryFaults().struck()).isEqualTo(1);
  }

  private static final String SEED =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: ipa}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - {name: web, image: "${REGISTRY}/ipa/web:v1"}
      ---
      apiVersion: practice.slipway.dev/v1
      kind: Images
      repository: ipa/web
      tags: [v1.1, v1.2-crash]
      """;

  private double value(String query) throws Exception {
    return Double.parseDouble(query(query).at("/data/result/0/value/1").asText());
  }

  private JsonNode query(String query) throws Exception {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    URI uri = URI.create(site.prometheusAddress() + "/api/v1/query?query=" + encoded);
    return Json.parse(get(uri).body());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(site.controlAddress().resolve(path))
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI uri, String authorization) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", authorization).build();
    return http.send(request, BodyHandlers.ofString());
  }
}
