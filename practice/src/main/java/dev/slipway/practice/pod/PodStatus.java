package dev.slipway.practice.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.pod.RunState.Ended;
import dev.slipway.practice.pod.RunState.Running;
import dev.slipway.practice.pod.RunState.Waiting;
import dev.slipway.practice.world.Conditions;
import dev.slipway.practice.world.Conditions.Finding;
import dev.slipway.practice.world.ImageName;
import dev.slipway.practice.world.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Writes what runs into a pod's status, in the words of the kubelet. */
final class PodStatus {
  private PodStatus() {}

  static void write(ObjectNode pod, PodRun run, Instant now) {
    ObjectNode status = Json.child(pod, "status");
    status.put("phase", run.phase()).put("podIP", run.address()).put("hostIP", "10.0.0.1");
    status.putArray("podIPs").addObject().put("ip", run.address());
    status.put("startTime", second(run.started()));
    conditions(pod, run, now);
    List<JsonNode> inits = run.specs("initContainers");
    if (!inits.isEmpty()) {
      status.set("initContainerStatuses", containers(inits, run.inits(), run));
    }
    status.set("containerStatuses", containers(run.specs("containers"), run.mains(), run));
  }

  private static void conditions(ObjectNode pod, PodRun run, Instant now) {
    boolean done = run.phase().equals("Succeeded");
    String names =
        run.specs("containers").stream()
            .map(spec -> spec.path("name").asText())
            .filter(name -> run.mains().stream().noneMatch(m -> m.name().equals(name) && m.ready()))
            .toList()
            .toString()
            .replace(",", "");
    String reason = done ? "PodCompleted" : "ContainersNotReady";
    String message = done ? "" : "containers with unready status: " + names;
    Finding ready = Finding.of(run.ready(), reason, message);
    Finding initialized =
        Finding.of(
            run.initialized(), "ContainersNotInitialized", "containers with incomplete status");
    Conditions.set(pod, "Initialized", initialized, now);
    Conditions.set(pod, "Ready", ready, now);
    Conditions.set(pod, "ContainersReady", ready, now);
    Conditions.set(pod, "PodScheduled", Finding.yes("", ""), now);
  }

  private static ArrayNode containers(List<JsonNode> specs, List<ContainerRun> runs, PodRun pod) {
    ArrayNode statuses = Json.array();
    for (JsonNode spec : specs) {
      String name = spec.path("name").asText();
      ObjectNode status = statuses.addObject().put("name", name);
      status.put("image", spec.path("image").asText());
      runs.stream()
          .filter(run -> run.name().equals(name))
          .findFirst()
          .ifPresentOrElse(run -> running(status, run, pod), () -> initializing(status));
    }
    return statuses;
  }

  private static void initializing(ObjectNode status) {
    status.put("imageID", "").put("ready", false).put("started", false).put("restartCount", 0);
    Json.child(status, "state", "waiting").put("reason", "PodInitializing");
    Json.child(status, "lastState");
  }

  private static void running(ObjectNode status, ContainerRun run, PodRun pod) {
    String id =
        run.image()
            .map(image -> ImageName.of(run.imageName()).untagged() + "@" + image.digest())
            .orElse("");
    status.put("imageID", id);
    status.put("ready", run.ready() || (pod.inits().contains(run) && run.succeeded()));
    status.put("started", run.state() instanceof Running);
    status.put("restartCount", run.restarts());
    if (run.started()) {
      status.put("containerID", containerId(run, pod));
    }
    state(Json.child(status, "state"), run.state());
    ObjectNode last = Json.child(status, "lastState");
    run.last().filter(ended -> !ended.equals(run.state())).ifPresent(ended -> state(last, ended));
  }

  private static String containerId(ContainerRun run, PodRun pod) {
    int id = Objects.hash(pod.address(), run.name(), run.restarts());
    return "containerd://%08x".formatted(id);
  }

  private static void state(ObjectNode node, RunState state) {
    switch (state) {
      case Waiting waiting -> {
        ObjectNode out = Json.child(node, "waiting").put("reason", waiting.reason());
        if (!waiting.message().isEmpty()) {
          out.put("message", waiting.message());
        }
      }
      case Running running -> Json.child(node, "running").put("startedAt", second(running.since()));
      case Ended ended ->
          Json.child(node, "terminated")
              .put("exitCode", ended.code())
              .put("reason", ended.reason())
              .put("startedAt", second(ended.started()))
              .put("finishedAt", second(ended.finished()));
    }
  }

  private static String second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
