package dev.slipway.lab.witness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The store behind the API server, which keeps every revision of every object for two hours. It is
 * asked for one version after the other, backwards, so nothing that happened is missed, whoever was
 * dead meanwhile. The API server has to store JSON.
 */
public final class EtcdHistory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  /**
   * @param address of its JSON gateway, for example {@code http://10.244.255.2:2379}
   */
  public EtcdHistory(URI address) {
    this.address = address;
  }

  /** The store's present revision. */
  public long revision() {
    return range(JSON.createObjectNode().put("key", base64("/registry/none")))
        .path("header")
        .path("revision")
        .asLong();
  }

  /**
   * All versions of objects below a place, from the one that was valid at a revision on.
   *
   * @param place {@code /registry/deployments/shop/}
   * @param resource what to call the objects, {@code deployments}
   * @throws IllegalStateException when values are not JSON
   */
  public List<ObjectVersion> versions(String place, String resource, long since) {
    Set<String> keys = new LinkedHashSet<>(keys(place, since));
    keys.addAll(keys(place, 0));
    List<ObjectVersion> versions = new ArrayList<>();
    for (String key : keys) {
      String name = resource + "/" + decoded(key).substring(place.length());
      versions.addAll(walk(key, name, since));
    }
    return versions;
  }

  private List<String> keys(String place, long revision) {
    byte[] end = place.getBytes(StandardCharsets.UTF_8);
    end[end.length - 1]++;
    ObjectNode request =
        JSON.createObjectNode()
            .put("key", base64(place))
            .put("range_end", Base64.getEncoder().encodeToString(end))
            .put("keys_only", true)
            .put("revision", revision);
    List<String> keys = new ArrayList<>();
    range(request).path("kvs").forEach(kv -> keys.add(kv.path("key").asText()));
    return keys;
  }

  private List<ObjectVersion> walk(String key, String object, long since) {
    List<ObjectVersion> versions = new ArrayList<>();
    JsonNode now = range(JSON.createObjectNode().put("key", key));
    long revision = now.path("header").path("revision").asLong();
    if (now.path("kvs").isEmpty()) {
      versions.add(new ObjectVersion(object, revision, "", MissingNode.getInstance()));
      revision = since;
    }
    while (true) {
      JsonNode kv =
          range(JSON.createObjectNode().put("key", key).put("revision", revision))
              .path("kvs")
              .path(0);
      if (kv.isMissingNode()) {
        return versions;
      }
      long modified = kv.path("mod_revision").asLong();
      versions.add(new ObjectVersion(object, modified, "", value(kv, object)));
      if (modified <= since || modified == kv.path("create_revision").asLong()) {
        return versions;
      }
      revision = modified - 1;
    }
  }

  private static JsonNode value(JsonNode kv, String object) {
    String text = decoded(kv.path("value").asText());
    try {
      return JSON.readTree(text);
    } catch (IOException binary) {
      throw new IllegalStateException(
          "etcd holds %s in another form than JSON: the lab was started by older scripts; run lab/lab down and lab/lab up"
              .formatted(object),
          binary);
    }
  }

  private JsonNode range(ObjectNode request) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address.resolve("/v3/kv/range"))
                  .timeout(PATIENCE)
                  .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("etcd answered %d: %s".formatted(answer.statusCode(), answer.body()));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("etcd at " + address + " does not answer", e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while etcd was asked", stop);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
