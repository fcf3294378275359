package dev.slipway.kubernetes;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Deed;
import dev.slipway.preflight.Finding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * Whether Slipway's account may do what a release will do. The API server is asked about each
 * right, by a SelfSubjectAccessReview, which everybody who has an account may send.
 */
final class RightsCheck {
  static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  private final KubernetesClient client;

  RightsCheck(KubernetesClient client) {
    this.client = client;
  }

  Finding check(Check.Rights check) {
    var asked = new HashMap<Right, Boolean>();
    Map<String, SequencedSet<String>> missing = missing(check, asked);
    if (!missing.isEmpty()) {
      // one that has not read all its roles yet denies what it will grant in a moment
      requireReady();
      missing = missing(check, new HashMap<>());
    }
    return missing.isEmpty()
        ? new Finding.Passed(
            "Slipway's account may do in %s all that the release needs, %d rights were asked for"
                .formatted(check.namespace(), asked.size()))
        : failed(check.namespace(), missing);
  }

  private void requireReady() {
    try {
      client.raw(RefusalDoubt.READY);
    } catch (KubernetesClientException fault) {
      // who may not even ask that has been told what is meant
      if (fault.getCode() != 401 && fault.getCode() != 403) {
        throw KubernetesFaults.failure("ask what it may", RefusalDoubt.notReady(fault.getCode()));
      }
    }
  }

  private Map<String, SequencedSet<String>> missing(
      Check.Rights check, Map<Right, Boolean> answers) {
    var missing = new LinkedHashMap<String, SequencedSet<String>>();
    for (Deed deed : check.deeds()) {
      for (Right right : Right.of(deed)) {
        if (!isGranted(check.namespace(), right, answers)) {
          missing
              .computeIfAbsent(right.words(), unused -> new LinkedHashSet<>())
              .add(deed.purpose());
        }
      }
    }
    return missing;
  }

  private static Finding failed(String namespace, Map<String, SequencedSet<String>> missing) {
    String all =
        missing.entrySet().stream()
            .map(one -> "%s, to %s".formatted(one.getKey(), String.join(" and ", one.getValue())))
            .collect(Collectors.joining("; "));
    return new Finding.Failed(
        "in namespace %s Slipway's account may not %s".formatted(namespace, all),
        "kubectl apply -f deploy/rbac/site-worker.yaml && kubectl apply -n %s -f deploy/rbac/released-namespace.yaml, or grant it in rules of your own"
            .formatted(namespace));
  }

  /** A right on every object is one on each; only where it is not there is the one asked about. */
  private boolean isGranted(String namespace, Right right, Map<Right, Boolean> answers) {
    return answers.computeIfAbsent(right.onAll(), all -> review(namespace, all))
        || (!right.equals(right.onAll())
            && answers.computeIfAbsent(right, one -> review(namespace, one)));
  }

  private boolean review(String namespace, Right right) {
    Map<String, Object> review =
        Map.of(
            "apiVersion",
            "authorization.k8s.io/v1",
            "kind",
            "SelfSubjectAccessReview",
            "spec",
            Map.of("resourceAttributes", right.attributes(namespace)));
    String asking = "ask whether it may %s in %s".formatted(right.words(), namespace);
    String answer = KubernetesFaults.calling(asking, () -> client.raw(REVIEWS, "POST", review));
    return Optional.ofNullable(answer)
        .map(text -> client.getKubernetesSerialization().unmarshal(text, Map.class))
        .map(found -> found.get("status"))
        .filter(
            status -> status instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("allowed")))
        .isPresent();
  }
}
