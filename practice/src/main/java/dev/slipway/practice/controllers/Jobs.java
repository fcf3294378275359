package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Conditions;
import dev.slipway.practice.world.Conditions.Finding;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs each job's pods until enough of them have succeeded or too many have failed. */
public final class Jobs implements Controller {
  private final World world;
  private final Pods pods;

  public Jobs(World world) {
    this.world = world;
    this.pods = new Pods(world);
  }

  @Override
  public void step() {
    for (KubeObject job : world.store().list(Kinds.JOB)) {
      if (finished(job)) {
        expire(job);
      } else if (!job.terminating() && !job.at("spec", "suspend").asBoolean()) {
        run(job);
      }
    }
  }

  private static boolean finished(KubeObject job) {
    return job.condition("Complete", "True") || job.condition("Failed", "True");
  }

  private void run(KubeObject job) {
    List<KubeObject> all = world.store().ownedBy(job, Kinds.POD);
    int succeeded = count(all, "Succeeded");
    int failed = count(all, "Failed");
    int active = all.size() - succeeded - failed;
    int wanted = job.number(1, "spec", "completions");
    boolean tooMany = failed > job.number(6, "spec", "backoffLimit");
    if (tooMany || late(job)) {
      all.stream().filter(pod -> !Pods.over(pod)).forEach(pod -> pods.delete(job, pod));
    } else {
      int room = Math.min(job.number(1, "spec", "parallelism"), wanted - succeeded);
      for (int i = active; i < room; i++) {
        pods.create(job, job.name() + "-", Map.of("job-name", job.name()));
      }
    }
    report(job, succeeded, failed, succeeded >= wanted);
  }

  private boolean late(KubeObject job) {
    if (!job.at("spec").has("activeDeadlineSeconds")) {
      return false;
    }
    Instant end = job.created().plusSeconds(job.number(0, "spec", "activeDeadlineSeconds"));
    world.agenda().at(end);
    return !end.isAfter(world.clock().instant());
  }

  private static int count(List<KubeObject> pods, String phase) {
    return (int) pods.stream().filter(pod -> pod.text("status", "phase").equals(phase)).count();
  }

  private void report(KubeObject job, int succeeded, int failed, boolean done) {
    Instant now = world.clock().instant();
    boolean late = late(job);
    boolean tooMany = failed > job.number(6, "spec", "backoffLimit");
    int active =
        (int) world.store().ownedBy(job, Kinds.POD).stream().filter(pod -> !Pods.over(pod)).count();
    world
        .store()
        .edit(
            job.key(),
            json -> {
              ObjectNode status = Json.child(json, "status");
              Json.preset(status, "startTime", now.toString());
              status.put("succeeded", succeeded).put("failed", failed).put("active", active);
              if (done) {
                status.put("completionTime", now.toString());
                Conditions.set(json, "Complete", Finding.yes("CompletionsReached", ""), now);
              } else if (tooMany) {
                String message = "Job has reached the specified backoff limit";
                Finding finding = Finding.yes("BackoffLimitExceeded", message);
                Conditions.set(json, "Failed", finding, now);
              } else if (late) {
                String message = "Job was active longer than specified deadline";
                Conditions.set(json, "Failed", Finding.yes("DeadlineExceeded", message), now);
              }
            });
  }

  private void expire(KubeObject job) {
    if (!job.at("spec").has("ttlSecondsAfterFinished")) {
      return;
    }
    Instant done =
        Conditions.find(job.json(), "Complete")
            .or(() -> Conditions.find(job.json(), "Failed"))
            .map(condition -> Instant.parse(condition.path("lastTransitionTime").asText()))
            .orElseThrow();
    Instant end = done.plusSeconds(job.number(0, "spec", "ttlSecondsAfterFinished"));
    if (end.isAfter(world.clock().instant())) {
      world.agenda().at(end);
    } else {
      world.store().remove(job.key());
    }
  }
}
