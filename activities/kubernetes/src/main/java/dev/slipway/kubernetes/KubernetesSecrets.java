package dev.slipway.kubernetes;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves {@code kubernetes://namespace/name#key}. Values are kept nowhere. */
public final class KubernetesSecrets implements Secrets {
  private static final Pattern REFERENCE =
      Pattern.compile("kubernetes://([a-z0-9-]+)/([a-z0-9.-]+)#([A-Za-z0-9._-]+)");

  private final KubernetesClient client;

  public KubernetesSecrets(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public String resolve(String reference) {
    Matcher parts = REFERENCE.matcher(reference);
    if (!parts.matches()) {
      throw FailureType.MISCONFIGURED.failure(
          "'%s' is not a secret of a cluster; known form: kubernetes://namespace/name#key"
              .formatted(reference.startsWith("kubernetes:") ? reference : scheme(reference)));
    }
    Secret secret =
        KubernetesFaults.calling(
            "read the secret of " + reference,
            () -> client.secrets().inNamespace(parts.group(1)).withName(parts.group(2)).get());
    if (secret == null) {
      throw FailureType.MISCONFIGURED.failure(
          "%s: secret %s does not exist in %s"
              .formatted(reference, parts.group(2), parts.group(1)));
    }
    Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
    String encoded = data.get(parts.group(3));
    if (encoded == null) {
      throw FailureType.MISCONFIGURED.failure(
          "%s: the secret has no such key; its keys: %s"
              .formatted(reference, String.join(", ", new TreeSet<>(data.keySet()))));
    }
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  /** What does not look like a reference may be the secret itself, so it is never repeated. */
  private static String scheme(String reference) {
    int end = reference.indexOf(':');
    return end > 0 && end <= 20 ? reference.substring(0, end) + ":…" : "(hidden)";
  }
}
