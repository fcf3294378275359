package dev.slipway.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.api.Yaml;
import dev.slipway.practice.world.ImageName;
import dev.slipway.practice.world.Json;

/**
 * A text that fills a site: Kubernetes manifests, and documents of {@code practice.slipway.dev/v1}
 * of kind {@code Images} (repository, tags), {@code Traffic} (namespace, service,
 * requestsPerSecond) and {@code Rule} (name, query). {@code ${REGISTRY}} stands for the site's
 * registry. An image which a manifest names by a tag is pushed under that tag if it is not there.
 */
public final class Seed {
  private static final String OURS = "practice.slipway.dev/v1";

  private Seed() {}

  public static void plant(PracticeSite site, String text) {
    String filled = text.replace("${REGISTRY}", site.registryAddress().getAuthority());
    for (ObjectNode document : Yaml.all(filled)) {
      if (document.path("apiVersion").asText().equals(OURS)) {
        ours(site, document);
      } else {
        document.findValues("image").forEach(image -> push(site, image));
        site.cluster().apply(document);
      }
    }
  }

  private static void push(PracticeSite site, JsonNode image) {
    ImageName name = ImageName.of(image.asText(""));
    boolean tagged = !name.reference().contains(":");
    if (image.isTextual() && tagged && site.world().images().find(image.asText()).isEmpty()) {
      site.push(name.repository(), name.reference());
    }
  }

  private static void ours(PracticeSite site, ObjectNode document) {
    switch (document.path("kind").asText()) {
      case "Images" ->
          Json.items(document.path("tags"))
              .forEach(tag -> site.push(document.path("repository").asText(), tag.asText()));
      case "Traffic" ->
          site.traffic(
              document.path("namespace").asText(),
              document.path("service").asText(),
              document.path("requestsPerSecond").asDouble());
      case "Rule" ->
          site.cluster()
              .prometheus()
              .rule(document.path("name").asText(), document.path("query").asText());
      default ->
          throw new IllegalArgumentException(
              "no such kind in %s; known are Images, Traffic, Rule".formatted(OURS));
    }
  }
}
