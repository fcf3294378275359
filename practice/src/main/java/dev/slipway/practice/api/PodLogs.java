package dev.slipway.practice.api;

import dev.slipway.practice.pod.ContainerRun;
import dev.slipway.practice.pod.LogBook;
import dev.slipway.practice.pod.PodRun;
import dev.slipway.practice.pod.PodRuns;
import dev.slipway.practice.pod.RunState.Waiting;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.ObjectKey;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The subresource {@code log} of pods; it does not follow, it answers what is there. */
final class PodLogs {
  private final World world;
  private final PodRuns runs;

  PodLogs(World world, PodRuns runs) {
    this.world = world;
    this.runs = runs;
  }

  ApiReply read(ObjectKey key, ApiRequest request) {
    KubeObject pod = world.store().get(key);
    String name = request.query("container");
    if (name.isEmpty() && pod.at("spec", "containers").size() > 1) {
      List<String> names = new ArrayList<>();
      pod.at("spec", "containers").forEach(one -> names.add(one.path("name").asText()));
      throw Refused.bad(
          "a container name must be specified for pod %s, choose one of: [%s]"
              .formatted(pod.name(), String.join(" ", names)));
    }
    ContainerRun run =
        runs.find(pod)
            .flatMap(found -> found.container(name))
            .orElseThrow(() -> notThere(pod, name));
    List<String> lines = lines(pod, run, request);
    String text = String.join("\n", lines);
    return ApiReply.text(200, "text/plain", text.isEmpty() ? "" : text + "\n");
  }

  private Refused notThere(KubeObject pod, String name) {
    return runs.find(pod).map(PodRun::address).isPresent()
        ? Refused.bad("container %s is not valid for pod %s".formatted(name, pod.name()))
        : Refused.bad("pod %s does not have a host assigned".formatted(pod.name()));
  }

  private List<String> lines(KubeObject pod, ContainerRun run, ApiRequest request) {
    Instant from = from(request);
    List<String> lines;
    if (request.query("previous").equals("true")) {
      LogBook log =
          run.previousLog()
              .orElseThrow(
                  () ->
                      Refused.bad(
                          "previous terminated container \"%s\" in pod \"%s\" not found"
                              .formatted(run.name(), pod.name())));
      lines = log.since(from);
    } else {
      refuseBeforeStart(pod, run);
      lines = runs.lines(run, from);
    }
    String tail = request.query("tailLines");
    int skip = tail.isEmpty() ? 0 : Math.max(0, lines.size() - Integer.parseInt(tail));
    return lines.subList(skip, lines.size());
  }

  private static void refuseBeforeStart(KubeObject pod, ContainerRun run) {
    boolean never = run.log().since(Instant.MIN).isEmpty();
    if (never && run.state() instanceof Waiting waiting) {
      String why =
          waiting.reason().contains("ImagePull")
              ? "trying and failing to pull image"
              : waiting.reason();
      throw Refused.bad(
          "container \"%s\" in pod \"%s\" is waiting to start: %s"
              .formatted(run.name(), pod.name(), why));
    }
  }

  private Instant from(ApiRequest request) {
    String seconds = request.query("sinceSeconds");
    String time = request.query("sinceTime");
    if (!seconds.isEmpty()) {
      return world.clock().instant().minusSeconds(Long.parseLong(seconds));
    }
    return time.isEmpty() ? Instant.MIN : Instant.parse(time);
  }
}
