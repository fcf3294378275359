package dev.slipway.worker.systems;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The service account of a site worker with the rights that the files in deploy/rbac give, bound in
 * one namespace.
 */
record LabSiteWorker(KubernetesClient admin, String namespace) {
  /** As the API server's audit log writes it. */
  static final String NAME = "system:serviceaccount:slipway:site-worker";

  private static final Path RIGHTS =
      Path.of(System.getProperty("slipway.root", ".."), "deploy", "rbac");

  static LabSiteWorker in(KubernetesClient admin, String namespace) throws IOException {
    for (HasMetadata object : objects(admin, "site-worker.yaml")) {
      admin.resource(object).serverSideApply();
    }
    for (HasMetadata object : objects(admin, "released-namespace.yaml")) {
      admin.resource(object).inNamespace(namespace).serverSideApply();
    }
    return new LabSiteWorker(admin, namespace);
  }

  private static List<HasMetadata> objects(KubernetesClient admin, String file) throws IOException {
    byte[] text = Files.readString(RIGHTS.resolve(file)).getBytes(StandardCharsets.UTF_8);
    return admin.load(new ByteArrayInputStream(text)).items();
  }

  /** A fresh token, good for an hour. */
  String token() {
    return admin
        .serviceAccounts()
        .inNamespace("slipway")
        .withName("site-worker")
        .tokenRequest(
            new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3_600L).endSpec().build())
        .getStatus()
        .getToken();
  }

  /** The settings of a worker at this site, without the name in front. */
  List<String> settings(Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("site-token"), token());
    Path authority = folder.resolve("site-authority");
    Config config = admin.getConfiguration();
    if (config.getCaCertFile() != null) {
      Files.copy(Path.of(config.getCaCertFile()), authority);
    } else {
      Files.write(authority, java.util.Base64.getDecoder().decode(config.getCaCertData()));
    }
    return List.of(
        "api-url=" + config.getMasterUrl(), "token-file=" + token, "ca-file=" + authority);
  }

  /**
   * What {@code kubectl auth can-i} asks.
   *
   * @param right verb and resource, such as {@code get pods/log} or {@code list
   *     canaries.flagger.app}
   * @param where a namespace; empty for the whole cluster
   */
  boolean may(String right, String where) {
    String verb = right.substring(0, right.indexOf(' '));
    String[] what = right.substring(right.indexOf(' ') + 1).split("\\.", 2);
    String[] parts = what[0].split("/", 2);
    var attributes =
        new ResourceAttributesBuilder()
            .withVerb(verb)
            .withGroup(what.length == 2 ? what[1] : "")
            .withResource(parts[0])
            .withSubresource(parts.length == 2 ? parts[1] : "")
            .withNamespace(where)
            .build();
    try (KubernetesClient worker = client()) {
      return worker
          .resource(
              new SelfSubjectAccessReviewBuilder()
                  .withNewSpec()
                  .withResourceAttributes(attributes)
                  .endSpec()
                  .build())
          .create()
          .getStatus()
          .getAllowed();
    }
  }

  private KubernetesClient client() {
    Config own = admin.getConfiguration();
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(own.getMasterUrl())
                .withCaCertFile(own.getCaCertFile())
                .withCaCertData(own.getCaCertData())
                .withOauthToken(token())
                .build())
        .build();
  }
}
