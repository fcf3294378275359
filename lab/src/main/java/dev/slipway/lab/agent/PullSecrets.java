package dev.slipway.lab.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.lab.image.Login;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Finds a pod's login for a registry in its pull secrets; one that is missing counts as none. */
final class PullSecrets {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Host host;
  private final Pod pod;

  PullSecrets(Host host, Pod pod) {
    this.host = host;
    this.pod = pod;
  }

  Login login(String registry) throws InterruptedException {
    for (LocalObjectReference reference : pod.getSpec().getImagePullSecrets()) {
      String namespace = pod.getMetadata().getNamespace();
      Secret secret =
          host.ask(
              client ->
                  client.secrets().inNamespace(namespace).withName(reference.getName()).get());
      Optional<Login> login = secret == null ? Optional.empty() : login(secret, registry);
      if (login.isPresent()) {
        return login.get();
      }
    }
    return Login.NOBODY;
  }

  private static Optional<Login> login(Secret secret, String registry) {
    String encoded = secret.getData().getOrDefault(".dockerconfigjson", "");
    try {
      JsonNode entry =
          JSON.readTree(Base64.getDecoder().decode(encoded)).path("auths").path(registry);
      if (entry.has("username")) {
        return Optional.of(
            new Login(entry.path("username").asText(), entry.path("password").asText()));
      }
      String[] pair =
          new String(Base64.getDecoder().decode(entry.path("auth").asText()), UTF_8).split(":", 2);
      return pair.length == 2 ? Optional.of(new Login(pair[0], pair[1])) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
