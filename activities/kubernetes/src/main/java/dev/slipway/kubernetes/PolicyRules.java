package dev.slipway.kubernetes;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A05: rules that a workload's template keeps, each answering with what breaks it. */
final class PolicyRules {
  private static final Pattern MIGRATION =
      Pattern.compile(
          "migrat|alembic|flyway|liquibase|prisma|goose|sqitch", Pattern.CASE_INSENSITIVE);
  private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s+([0-9]{1,5})");
  private static final long USUAL_GRACE = 30;

  private static final Map<String, Function<LiveWorkload, List<String>>> RULES = rules();

  private PolicyRules() {}

  /**
   * @throws io.temporal.failure.ApplicationFailure INVALID for a rule that does not exist
   */
  static void requireKnown(List<String> names) {
    List<String> unknown = names.stream().filter(name -> !RULES.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw FailureType.INVALID.failure(
          "workload policy has no rule %s; known: %s"
              .formatted(String.join(", ", unknown), String.join(", ", RULES.keySet())));
    }
  }

  static Finding check(Check.WorkloadPolicy check, LiveWorkload workload) {
    List<String> broken =
        check.rules().stream()
            .flatMap(
                rule -> RULES.get(rule).apply(workload).stream().map(what -> rule + ": " + what))
            .toList();
    return broken.isEmpty()
        ? new Finding.Passed(
            "%s keeps %s".formatted(workload.ref(), String.join(", ", check.rules())))
        : new Finding.Failed(
            String.join("; ", broken), "correct the manifest of " + workload.ref());
  }

  private static Map<String, Function<LiveWorkload, List<String>>> rules() {
    var rules = new LinkedHashMap<String, Function<LiveWorkload, List<String>>>();
    rules.put("limits", PolicyRules::limits);
    rules.put("probes", PolicyRules::probes);
    rules.put("grace", PolicyRules::grace);
    rules.put("no-migration-init", PolicyRules::migrationInit);
    rules.put("pinned-images", PolicyRules::unpinned);
    rules.put("non-root", PolicyRules::root);
    return rules;
  }

  private static Stream<Container> all(LiveWorkload workload) {
    return Stream.concat(workload.containers(true).stream(), workload.containers(false).stream());
  }

  private static List<String> limits(LiveWorkload workload) {
    return all(workload)
        .flatMap(
            one ->
                Stream.of("cpu", "memory")
                    .filter(resource -> !Amounts.states(one, resource, true))
                    .map(
                        resource ->
                            "container %s has no %s limit".formatted(one.getName(), resource)))
        .toList();
  }

  private static List<String> probes(LiveWorkload workload) {
    var missing = new ArrayList<String>();
    for (Container one : workload.containers(false)) {
      if (one.getReadinessProbe() == null) {
        missing.add("container %s has no readiness probe".formatted(one.getName()));
      }
      if (one.getLivenessProbe() == null) {
        missing.add("container %s has no liveness probe".formatted(one.getName()));
      }
    }
    return missing;
  }

  private static List<String> grace(LiveWorkload workload) {
    Long stated = workload.pods().getTerminationGracePeriodSeconds();
    long grace = stated == null ? USUAL_GRACE : stated;
    return workload.containers(false).stream()
        .filter(one -> sleepSeconds(one) >= grace)
        .map(
            one ->
                "container %s sleeps %d s before its stop, and the pod is killed after %d s"
                    .formatted(one.getName(), sleepSeconds(one), grace))
        .toList();
  }

  private static long sleepSeconds(Container container) {
    LifecycleHandler stop =
        container.getLifecycle() == null ? null : container.getLifecycle().getPreStop();
    if (stop == null) {
      return -1;
    }
    if (stop.getSleep() != null && stop.getSleep().getSeconds() != null) {
      return stop.getSleep().getSeconds();
    }
    String command = stop.getExec() == null ? "" : String.join(" ", stop.getExec().getCommand());
    var matcher = SLEEP.matcher(command);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
  }

  private static List<String> migrationInit(LiveWorkload workload) {
    return workload.containers(true).stream()
        .filter(PolicyRules::migrates)
        .map(
            one ->
                "init container %s looks like a migration: every new pod would run it"
                    .formatted(one.getName()))
        .toList();
  }

  private static boolean migrates(Container one) {
    String text = String.join(" ", one.getName(), words(one.getCommand()), words(one.getArgs()));
    return MIGRATION.matcher(text).find();
  }

  private static String words(@Nullable List<String> words) {
    return words == null ? "" : String.join(" ", words);
  }

  private static List<String> unpinned(LiveWorkload workload) {
    return all(workload)
        .filter(one -> !isPinned(one.getImage()))
        .map(
            one ->
                "container %s runs %s, which names no digest"
                    .formatted(one.getName(), one.getImage()))
        .toList();
  }

  private static boolean isPinned(@Nullable String image) {
    try {
      return image != null && ImageRef.of(image).digest().isPresent();
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static List<String> root(LiveWorkload workload) {
    var pod = workload.pods().getSecurityContext();
    boolean podSafe = pod != null && isSafe(pod.getRunAsNonRoot(), pod.getRunAsUser(), false);
    return all(workload)
        .filter(
            one -> {
              var own = one.getSecurityContext();
              return own == null
                  ? !podSafe
                  : !isSafe(own.getRunAsNonRoot(), own.getRunAsUser(), podSafe);
            })
        .map(one -> "container %s may run as root".formatted(one.getName()))
        .toList();
  }

  private static boolean isSafe(@Nullable Boolean nonRoot, @Nullable Long user, boolean otherwise) {
    if (user != null) {
      return user > 0;
    }
    return nonRoot == null ? otherwise : nonRoot;
  }
}
