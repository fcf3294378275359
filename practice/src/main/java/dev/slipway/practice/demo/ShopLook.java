package dev.slipway.practice.demo;

import dev.slipway.practice.PracticeSite;
import dev.slipway.practice.world.Kinds;
import java.util.stream.Collectors;

/**
 * Looks at the practice cluster itself, past Slipway: which version each service's pods really run.
 */
final class ShopLook {
  private ShopLook() {}

  static String version(PracticeSite site, String deployment) {
    return site.world().locked(() -> seen(site, deployment));
  }

  private static String seen(PracticeSite site, String deployment) {
    return site.world()
        .store()
        .list(Kinds.POD, "shop")
        .map(pod -> pod.json())
        .filter(pod -> pod.path("metadata").path("deletionTimestamp").isMissingNode())
        .filter(pod -> pod.path("metadata").path("labels").path("app").asText().equals(deployment))
        .map(pod -> pod.path("spec").path("containers").path(0).path("image").asText())
        .map(
            image ->
                site.world().images().find(image).map(i -> i.behaviour().version()).orElse(image))
        .distinct()
        .sorted()
        .collect(Collectors.joining("+"));
  }
}
