package dev.slipway.practice.port;

import dev.slipway.analysis.Verdict;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.practice.pod.ContainerRun;
import dev.slipway.practice.port.PodsOf.Status;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.release.ConfigSlot;
import dev.slipway.release.DeclaredContainer;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.StepVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A04, A09, A35: reading of workloads, their pods and their logs. */
final class Looks {
  private final Ground ground;

  Looks(Ground ground) {
    this.ground = ground;
  }

  WorkloadSnapshot snapshot(DeclaredWorkload declared) {
    KubeObject found = ground.workload(declared.workload());
    TemplateFields fields = new TemplateFields(declared.workload(), found.copy());
    List<ContainerImage> images = new ArrayList<>();
    List<ImageRef> names = new ArrayList<>();
    for (DeclaredContainer one : declared.containers()) {
      ImageRef named = ImageRef.of(fields.image(one.container(), one.init()));
      ImageRef image =
          named.digest().isPresent()
              ? named
              : ground.running(found, one.container(), one.init()).orElse(named);
      names.add(named);
      images.add(new ContainerImage(one.container(), one.init(), image));
    }
    List<ConfigSetting> config = config(declared, fields);
    return new WorkloadSnapshot(
            declared.service(),
            declared.site(),
            new WorkloadChange(declared.workload(), images, config),
            found.number(1, "spec", "replicas"),
            Changes.paused(found),
            found.uid(),
            found.generation(),
            Neighbours.owner(found).orElse(null),
            Neighbours.autoscalers(ground.world(), found),
            ground.world().clock().instant())
        .withNamed(names);
  }

  private static List<ConfigSetting> config(DeclaredWorkload declared, TemplateFields fields) {
    List<ConfigSetting> config = new ArrayList<>();
    for (ConfigSlot slot : declared.config()) {
      ConfigSetting any = new ConfigSetting(slot.kind(), slot.slot(), slot.slot());
      String name = fields.slot(any).getFirst().name();
      config.add(new ConfigSetting(slot.kind(), slot.slot(), name));
    }
    return config;
  }

  StepVerdict inspect(InspectRequest request) {
    Verdict verdict = new Inspection(ground, request).verdict();
    return new StepVerdict(request.step(), request.warnOnly(), verdict);
  }

  StepVerdict scan(LogScanRequest request) {
    List<Pattern> patterns = request.scan().patterns().stream().map(Looks::pattern).toList();
    KubeObject found = ground.workload(request.scan().workload());
    Instant since = ground.time().translated(request.since());
    List<String> lines = new ArrayList<>();
    int logs = 0;
    for (KubeObject pod : new PodsOf(ground.world(), found).fresh()) {
      for (Status status : PodsOf.statuses(pod)) {
        logs += read(pod, status, since, lines);
      }
    }
    List<String> matches =
        lines.stream()
            .filter(line -> patterns.stream().anyMatch(one -> one.matcher(line).find()))
            .toList();
    Verdict verdict = logs == 0 ? new Verdict.NoData("no new pod has a log yet") : null;
    return new StepVerdict(
        request.scan().name(),
        request.scan().warnOnly(),
        verdict != null ? verdict : counted(matches, lines.size(), request.scan().maxMatches()));
  }

  private static Verdict counted(List<String> matches, int lines, int allowed) {
    String count = "%d of %d lines match, %d allowed".formatted(matches.size(), lines, allowed);
    return matches.size() > allowed
        ? new Verdict.Fail(count + "; first: " + matches.getFirst())
        : new Verdict.Pass(count);
  }

  private int read(KubeObject pod, Status status, Instant since, List<String> lines) {
    List<ContainerRun> run =
        ground.runs().find(pod).flatMap(found -> found.container(status.name())).stream().toList();
    for (ContainerRun one : run) {
      one.previousLog().ifPresent(log -> lines.addAll(log.since(since)));
      lines.addAll(ground.runs().lines(one, since));
    }
    return run.size();
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException wrong) {
      throw FailureType.INVALID.failure(
          "log pattern '%s' is not a regular expression: %s"
              .formatted(text, wrong.getDescription()));
    }
  }
}
