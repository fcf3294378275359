package dev.slipway.practice.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import java.util.Base64;

/** Fields which the API server fills in when the writer leaves them out. */
final class Defaults {
  private static final int HALF_A_MINUTE = 30;

  private Defaults() {}

  static void apply(Kind kind, ObjectNode json) {
    switch (kind.name()) {
      case "Deployment" -> deployment(Json.child(json, "spec"));
      case "StatefulSet" -> statefulSet(Json.child(json, "spec"));
      case "ReplicaSet" -> template(Json.child(json, "spec"));
      case "Job" -> job(Json.child(json, "spec"));
      case "Pod" -> pod(json);
      case "Service" -> service(Json.child(json, "spec"));
      case "Secret" -> secret(json);
      case "Namespace" -> Json.child(json, "status").put("phase", "Active");
      case "HorizontalPodAutoscaler" -> Json.preset(Json.child(json, "spec"), "minReplicas", 1);
      default -> {
        // the other kinds are kept as they were written
      }
    }
    if (kind.equals(Kinds.JOB)) {
      String name = json.path("metadata").path("name").asText();
      Json.child(json, "spec", "template", "metadata", "labels").put("job-name", name);
    }
  }

  private static void deployment(ObjectNode spec) {
    Json.preset(spec, "replicas", 1);
    Json.preset(spec, "revisionHistoryLimit", 10);
    Json.preset(spec, "progressDeadlineSeconds", 600);
    ObjectNode strategy = Json.child(spec, "strategy");
    Json.preset(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      ObjectNode rolling = Json.child(strategy, "rollingUpdate");
      Json.preset(rolling, "maxSurge", "25%");
      Json.preset(rolling, "maxUnavailable", "25%");
    }
    template(spec);
  }

  private static void statefulSet(ObjectNode spec) {
    Json.preset(spec, "replicas", 1);
    Json.preset(spec, "revisionHistoryLimit", 10);
    Json.preset(spec, "podManagementPolicy", "OrderedReady");
    ObjectNode strategy = Json.child(spec, "updateStrategy");
    Json.preset(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      Json.preset(Json.child(strategy, "rollingUpdate"), "partition", 0);
    }
    template(spec);
  }

  private static void job(ObjectNode spec) {
    Json.preset(spec, "completions", 1);
    Json.preset(spec, "parallelism", 1);
    Json.preset(spec, "backoffLimit", 6);
    template(spec);
  }

  private static void template(ObjectNode spec) {
    podSpec(Json.child(spec, "template", "spec"));
  }

  private static void pod(ObjectNode pod) {
    podSpec(Json.child(pod, "spec"));
    Json.preset(Json.child(pod, "status"), "phase", "Pending");
  }

  private static void podSpec(ObjectNode spec) {
    Json.preset(spec, "restartPolicy", "Always");
    Json.preset(spec, "terminationGracePeriodSeconds", HALF_A_MINUTE);
    Json.preset(spec, "dnsPolicy", "ClusterFirst");
    Json.preset(spec, "schedulerName", "default-scheduler");
    Json.child(spec, "securityContext");
    Json.objects(spec.path("containers")).forEach(Defaults::container);
    Json.objects(spec.path("initContainers")).forEach(Defaults::container);
  }

  private static void container(ObjectNode container) {
    String image = container.path("image").asText();
    boolean moving = image.endsWith(":latest") || image.matches("[^@]*/[^:@]*|[^:@/]*");
    Json.preset(container, "imagePullPolicy", moving ? "Always" : "IfNotPresent");
    Json.preset(container, "terminationMessagePath", "/dev/termination-log");
    Json.preset(container, "terminationMessagePolicy", "File");
    Json.child(container, "resources");
    Json.objects(container.path("ports")).forEach(port -> Json.preset(port, "protocol", "TCP"));
    for (String name : new String[] {"readinessProbe", "livenessProbe", "startupProbe"}) {
      if (container.get(name) instanceof ObjectNode probe) {
        probe(probe);
      }
    }
  }

  private static void probe(ObjectNode probe) {
    Json.preset(probe, "timeoutSeconds", 1);
    Json.preset(probe, "periodSeconds", 10);
    Json.preset(probe, "successThreshold", 1);
    Json.preset(probe, "failureThreshold", 3);
    if (probe.get("httpGet") instanceof ObjectNode get) {
      Json.preset(get, "scheme", "HTTP");
    }
  }

  private static void service(ObjectNode spec) {
    Json.preset(spec, "type", "ClusterIP");
    Json.preset(spec, "sessionAffinity", "None");
    for (ObjectNode port : Json.objects(spec.path("ports"))) {
      Json.preset(port, "protocol", "TCP");
      Json.preset(port, "targetPort", port.path("port").asInt());
    }
  }

  /** What is written as text becomes base64 data, as in the real API. */
  private static void secret(ObjectNode secret) {
    Json.preset(secret, "type", "Opaque");
    if (secret.get("stringData") instanceof ObjectNode texts) {
      ObjectNode data = Json.child(secret, "data");
      Json.strings(texts)
          .forEach(
              (key, text) ->
                  data.put(key, Base64.getEncoder().encodeToString(text.getBytes(UTF_8))));
      secret.remove("stringData");
    }
  }
}
