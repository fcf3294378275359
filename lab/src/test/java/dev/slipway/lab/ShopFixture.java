package dev.slipway.lab;

import dev.slipway.lab.image.Login;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A deployment and a service named {@code api} in a namespace of the lab. */
record ShopFixture(KubernetesClient client, String namespace) {
  private static final int SECONDS = 60;

  Deployment deploy(String image, int replicas) {
    String yaml =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api}
        spec:
          replicas: %d
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec:
              containers:
                - name: api
                  image: "%s"
                  ports: [{containerPort: 8080}]
                  readinessProbe: {httpGet: {path: /health/ready, port: 8080}, periodSeconds: 1}
                  livenessProbe: {httpGet: {path: /health/live, port: 8080}, periodSeconds: 2}
        """
            .formatted(replicas, image);
    return (Deployment) create(yaml);
  }

  void deployStateful(String image, int replicas) {
    create(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          serviceName: db
          replicas: %d
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              terminationGracePeriodSeconds: 1
              containers:
                - name: db
                  image: "%s"
                  ports: [{containerPort: 5432}]
                  readinessProbe: {httpGet: {path: /health/ready, port: 5432}, periodSeconds: 1}
        """
            .formatted(replicas, image));
  }

  void createPullSecret(String name, String registry, Login login) {
    String config =
        "{\"auths\":{\"%s\":{\"username\":\"%s\",\"password\":\"%s\"}}}"
            .formatted(registry, login.user(), login.password());
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withType("kubernetes.io/dockerconfigjson")
            .addToStringData(".dockerconfigjson", config)
            .build();
    client.resource(secret).inNamespace(namespace).create();
  }

  HasMetadata create(String yaml) {
    HasMetadata object = client.getKubernetesSerialization().unmarshal(yaml, HasMetadata.class);
    return client.resource(object).inNamespace(namespace).create();
  }

  void expose() {
    create(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: api}
        spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
        """);
  }

  Deployment awaitDeployment(Predicate<Deployment> condition) {
    return client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("api")
        .waitUntilCondition(condition, SECONDS, TimeUnit.SECONDS);
  }

  Deployment awaitReady(int replicas) {
    return awaitDeployment(
        found -> Integer.valueOf(replicas).equals(found.getStatus().getReadyReplicas()));
  }

  /** Waits until a pod's container is as wanted, and returns it. */
  ContainerStatus awaitContainer(Predicate<ContainerStatus> condition) {
    List<Pod> pods =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel("app", "api")
            .informOnCondition(
                all -> all.stream().flatMap(ShopFixture::statuses).anyMatch(condition))
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .join();
    return pods.stream().flatMap(ShopFixture::statuses).filter(condition).findFirst().orElseThrow();
  }

  Pod awaitPod(String name, Predicate<Pod> condition) {
    return client
        .pods()
        .inNamespace(namespace)
        .withName(name)
        .waitUntilCondition(pod -> pod != null && condition.test(pod), SECONDS, TimeUnit.SECONDS);
  }

  static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(found -> found.getType().equals("Ready") && found.getStatus().equals("True"));
  }

  static boolean runs(Pod pod, String digest) {
    return statuses(pod).allMatch(status -> status.getImageID().endsWith(digest));
  }

  private static Stream<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream();
  }

  static boolean waitsFor(ContainerStatus status, String reason) {
    return status.getState() != null
        && status.getState().getWaiting() != null
        && reason.equals(status.getState().getWaiting().getReason());
  }
}
