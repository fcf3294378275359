package dev.slipway.lab;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A namespace of one test: made with a name nobody else has, deleted when the test closes it. */
public record LabNamespace(KubernetesClient admin, String name) implements AutoCloseable {

  /**
   * Makes one and waits until pods can be made in it.
   *
   * @param purpose first part of its name, a few lower-case letters
   */
  public static LabNamespace create(KubernetesClient admin, String purpose) {
    String name = purpose + "-" + UUID.randomUUID().toString().substring(0, 8);
    admin
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    // until the controller manager has made it, the API server refuses every pod
    admin
        .serviceAccounts()
        .inNamespace(name)
        .withName("default")
        .waitUntilCondition(account -> account != null, 30, TimeUnit.SECONDS);
    return new LabNamespace(admin, name);
  }

  @Override
  public void close() {
    admin.namespaces().withName(name).delete();
  }
}
