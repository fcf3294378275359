package dev.slipway.kubernetes;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyStep;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A35: counts matching lines of the new pods since a moment, previous containers included. What old
 * pods say while they drain or end is not the new revision's.
 */
final class LogScanning {
  private static final int BYTES_PER_CONTAINER = 1024 * 1024;
  private static final int LONGEST_LINE = 2_000;

  private final RolloutLooks looks;
  private final PodLogs logs;
  private final Pulse pulse;

  LogScanning(KubernetesClient client, Pulse pulse) {
    this.looks = new RolloutLooks(client);
    this.logs = new PodLogs(client);
    this.pulse = pulse;
  }

  StepVerdict scan(LogScanRequest request) {
    VerifyStep.LogScan scan = request.scan();
    List<Pattern> patterns = patterns(scan.patterns());
    return new StepVerdict(scan.name(), scan.warnOnly(), verdict(request, patterns));
  }

  /** What was counted so far. */
  private static final class Tally {
    private int logs;
    private int lines;
    private int matches;
    private boolean cut;
    private final List<String> samples = new ArrayList<>();
  }

  private Verdict verdict(LogScanRequest request, List<Pattern> patterns) {
    try {
      RolloutView view = looks.look(request.scan().workload());
      var tally = new Tally();
      for (PodLook pod : view.fresh()) {
        pulse.beat("reading logs of " + pod.name());
        KubernetesFaults.calling(
            "read logs of " + pod.name(), () -> count(request, pod, patterns, tally));
      }
      return verdict(request.scan(), tally);
    } catch (ApplicationFailure failure) {
      ApplicationFailure fault = KubernetesFaults.underWay(failure);
      if (FailureType.UNAVAILABLE.name().equals(fault.getType())) {
        return new Verdict.ProviderDown(fault.getOriginalMessage());
      }
      throw fault;
    }
  }

  private static Verdict verdict(VerifyStep.LogScan scan, Tally tally) {
    if (tally.logs == 0) {
      return new Verdict.NoData("no new pod of %s has a log yet".formatted(scan.workload()));
    }
    String counted =
        "%d of %d lines match, %d allowed%s"
            .formatted(
                tally.matches,
                tally.lines,
                scan.maxMatches(),
                tally.cut ? " (only the first MiB of each log was read)" : "");
    return tally.matches > scan.maxMatches()
        ? new Verdict.Fail(counted + "; first: " + String.join(" | ", tally.samples))
        : new Verdict.Pass(counted);
  }

  private Tally count(LogScanRequest request, PodLook pod, List<Pattern> patterns, Tally tally) {
    String namespace = request.scan().workload().namespace();
    for (PodLook.ContainerLook container : pod.containers()) {
      String name = container.status().getName();
      for (boolean previous : container.restarts() > 0 ? List.of(true, false) : List.of(false)) {
        var window = new PodLogs.Window(previous, request.since(), 0, BYTES_PER_CONTAINER);
        Optional<String> text = logs.read(namespace, pod.name(), name, window);
        text.ifPresent(found -> count(found, patterns, tally));
      }
    }
    return tally;
  }

  private static void count(String text, List<Pattern> patterns, Tally tally) {
    tally.logs++;
    tally.cut |= text.length() >= BYTES_PER_CONTAINER;
    text.lines()
        .forEach(
            line -> {
              String bounded =
                  line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
              tally.lines++;
              if (patterns.stream().anyMatch(pattern -> pattern.matcher(bounded).find())) {
                tally.matches++;
                if (tally.samples.size() < 3) {
                  tally.samples.add(Redaction.tail(bounded, 300));
                }
              }
            });
  }

  private static List<Pattern> patterns(List<String> words) {
    if (words.isEmpty()) {
      throw FailureType.INVALID.failure("a log scan needs at least one pattern");
    }
    var patterns = new ArrayList<Pattern>();
    for (String word : words) {
      try {
        patterns.add(Pattern.compile(word));
      } catch (PatternSyntaxException wrong) {
        throw FailureType.INVALID.failure(
            "log pattern '%s' is not a regular expression: %s"
                .formatted(word, wrong.getDescription()));
      }
    }
    return patterns;
  }
}
