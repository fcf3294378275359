package dev.slipway.lab.agent;

import dev.slipway.lab.agent.ContainerPhase.Waiting;
import dev.slipway.lab.image.Image;
import dev.slipway.lab.image.ImageReference;
import dev.slipway.lab.image.Login;
import dev.slipway.lab.image.PullFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Everything a container needs before it can start: its image pulled and its configuration read. It
 * tries until both are there and says meanwhile what it waits for.
 */
final class ContainerPreparation {
  /**
   * Between a failed pull and the kubelet's next look, when ErrImagePull turns into
   * ImagePullBackOff.
   */
  private static final Duration NEXT_LOOK = Duration.ofMillis(700);

  private static final Map<String, Image> ON_THE_NODE = new ConcurrentHashMap<>();

  /**
   * A container that may start.
   *
   * @param environment its variables
   */
  record Ready(Image image, Map<String, String> environment) {}

  private final Host host;
  private final ContainerPlan plan;
  private final PodEvents events;
  private final Consumer<ContainerPhase> says;
  private String lastFailure = "";

  ContainerPreparation(
      Host host, ContainerPlan plan, PodEvents events, Consumer<ContainerPhase> says) {
    this.host = host;
    this.plan = plan;
    this.events = events;
    this.says = says;
  }

  Ready complete() throws InterruptedException {
    Image image = pullAtLast();
    while (true) {
      try {
        return new Ready(image, new ContainerEnvironment(host, plan).read());
      } catch (ConfigMissing e) {
        says.accept(new Waiting("CreateContainerConfigError", e.getMessage()));
        events.warning(plan.fieldPath(), "Failed", "Error: " + e.getMessage());
        host.timer().pause(Duration.ofSeconds(2));
      }
    }
  }

  private Image pullAtLast() throws InterruptedException {
    Backoff backoff = new Backoff();
    while (true) {
      Optional<Image> image = pull();
      if (image.isPresent()) {
        return image.get();
      }
      host.timer().pause(NEXT_LOOK);
      String name = plan.container().getImage();
      says.accept(
          new Waiting(
              "ImagePullBackOff",
              "Back-off pulling image \"%s\": ErrImagePull: %s".formatted(name, lastFailure)));
      events.normal(plan.fieldPath(), "BackOff", "Back-off pulling image \"%s\"".formatted(name));
      events.warning(plan.fieldPath(), "Failed", "Error: ImagePullBackOff");
      host.timer().pause(backoff.next());
    }
  }

  private Optional<Image> pull() throws InterruptedException {
    String name = plan.container().getImage();
    String key = plan.pod().getSpec().getNodeName() + " " + name;
    Image present = ON_THE_NODE.get(key);
    if (present != null && !"Always".equals(plan.container().getImagePullPolicy())) {
      events.normal(
          plan.fieldPath(),
          "Pulled",
          "Container image \"%s\" already present on machine".formatted(name));
      return Optional.of(present);
    }
    events.normal(plan.fieldPath(), "Pulling", "Pulling image \"%s\"".formatted(name));
    Optional<Image> image = pullFromRegistry(name);
    image.ifPresent(pulled -> ON_THE_NODE.put(key, pulled));
    return image;
  }

  private Optional<Image> pullFromRegistry(String name) throws InterruptedException {
    try {
      ImageReference reference = ImageReference.of(name);
      Login login = new PullSecrets(host, plan.pod()).login(reference.registry());
      Image image = host.images().pull(reference, login);
      events.normal(
          plan.fieldPath(),
          "Pulled",
          "Successfully pulled image \"%s\". Image size: %d bytes.".formatted(name, image.bytes()));
      return Optional.of(image);
    } catch (PullFailure e) {
      refuse("ErrImagePull", name, e.getMessage());
    } catch (IllegalArgumentException e) {
      refuse(
          "InvalidImageName",
          name,
          "couldn't parse image name \"" + name + "\": invalid reference format");
    }
    return Optional.empty();
  }

  private void refuse(String reason, String name, String message) {
    lastFailure = message;
    says.accept(new Waiting(reason, message));
    events.warning(
        plan.fieldPath(), "Failed", "Failed to pull image \"%s\": %s".formatted(name, message));
    events.warning(plan.fieldPath(), "Failed", "Error: " + reason);
  }
}
