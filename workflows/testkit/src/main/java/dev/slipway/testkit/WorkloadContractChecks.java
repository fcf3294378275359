package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.ImageRef;
import dev.slipway.houserules.Covers;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.Intent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cluster's preflight checks, each seen to pass and seen to fail. */
public abstract class WorkloadContractChecks {
  private Shop shop;
  private ImageRef image;

  protected abstract WorkloadGround ground();

  @BeforeEach
  void openShop() {
    shop = new Shop(ground());
    image = ground().image("v1.0.0");
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @Test
  @Covers({"IPA-01", "AIW-98", "AIW-136", "AIW-137"})
  void seesTheClusterItsNodesAndTheNamespace() {
    passes(new Check.ClusterReachable());
    passes(new Check.NodesReady());
    passes(new Check.NamespaceExists(shop.namespace));
    assertThat(fails(new Check.NamespaceExists("nowhere-at-all")))
        .contains("nowhere-at-all does not exist");
  }

  @Test
  @Covers({"PLT-07", "AIW-99"})
  void comparesTheSurgeWithTheQuota() {
    // a quota counts the pods of before only once, when it is new: both have to be there by then
    shop.running(image.value());
    var check = new Check.Capacity(shop.api);
    passes(check);
    shop.create(
        "/api/v1/namespaces/%s/resourcequotas".formatted(shop.namespace),
        """
        {"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"small"},
         "spec":{"hard":{"limits.memory":"140Mi"}}}""");
    ground()
        .cluster()
        .await(
            "/api/v1/namespaces/%s/resourcequotas/small".formatted(shop.namespace),
            quota -> quota.at("/status/used/limits.memory").asText().equals("128Mi"));

    assertThat(fails(check)).contains("limits.memory in small");
  }

  @Test
  @Covers("AIW-99")
  void comparesTheSurgeWithTheNodes() {
    shop.deployed(image.value(), 1);
    passes(new Check.Capacity(shop.api));
    ground()
        .cluster()
        .strategic(
            shop.path(shop.api),
            """
            {"spec":{"template":{"spec":{"containers":[{"name":"api","resources":
             {"requests":{"cpu":"5000"},"limits":{"cpu":"5000"}}}]}}}}""");

    assertThat(fails(new Check.Capacity(shop.api))).contains("room for 0 of the 1 pods");
  }

  @Test
  @Covers({"AIW-97", "XIO-67", "EDG-91"})
  void asksForLimits() {
    shop.deployed(image.value(), 1);
    // the init container states none
    assertThat(fails(policy("limits"))).contains("container prepare has no cpu limit");
    ground()
        .cluster()
        .strategic(
            shop.path(shop.api),
            """
            {"spec":{"template":{"spec":{"initContainers":[{"name":"prepare","resources":
             {"limits":{"cpu":"100m","memory":"64Mi"}}}]}}}}""");
    passes(policy("limits"));
  }

  @Test
  void asksForProbesGracePinnedImagesAndAnOrdinaryUser() {
    shop.deployed(image.value(), 1);
    assertThat(fails(policy("probes"))).contains("no liveness probe");
    assertThat(fails(policy("non-root"))).contains("container api may run as root");
    passes(policy("grace"));
    passes(policy("pinned-images"));
    passes(policy("no-migration-init"));
    ground()
        .cluster()
        .strategic(
            shop.path(shop.api),
            """
            {"spec":{"template":{"spec":{"securityContext":{"runAsNonRoot":true},
             "containers":[{"name":"api","image":"registry.example/api:v1",
              "lifecycle":{"preStop":{"exec":{"command":["sh","-c","sleep 15"]}}},
              "livenessProbe":{"httpGet":{"path":"/health/live","port":8000}}}],
             "initContainers":[{"name":"prepare","command":["alembic","upgrade","head"]}]}}}}""");
    passes(policy("probes"));
    passes(policy("non-root"));
    assertThat(fails(policy("grace"))).contains("sleeps 15 s", "killed after 1 s");
    assertThat(fails(policy("pinned-images"))).contains("registry.example/api:v1");
    assertThat(fails(policy("no-migration-init"))).contains("prepare");
  }

  @Test
  void knowsNoOtherRules() {
    shop.deployed(image.value(), 1);
    assertThatThrownBy(() -> ground().workloads().check(policy("tidy")))
        .hasMessageContaining("INVALID")
        .hasMessageContaining("no rule tidy")
        .hasMessageContaining("limits, probes, grace, no-migration-init, pinned-images, non-root");
  }

  @Test
  @Covers({"AIW-95", "PLT-10"})
  void findsEveryObjectAndKeyThatTheNewTemplateWillName() {
    shop.deployed(image.value(), 1);
    passes(new Check.References(Shop.change(shop.api, image, "api-config-v2")));

    assertThat(fails(new Check.References(Shop.change(shop.api, image, "api-config-v3"))))
        .contains("ConfigMap api-config-v3 does not exist");
  }

  @Test
  @Covers({"AIW-07", "XIO-10", "PLT-10"})
  void measuresSecretsWithoutShowingThem() {
    passes(new Check.SecretKeys(shop.namespace, "api-secrets", List.of("password"), 32));

    String why =
        fails(new Check.SecretKeys(shop.namespace, "api-secrets", List.of("short", "absent"), 32));

    assertThat(why).contains("key absent is missing", "key short has fewer than 32 characters");
    assertThat(why).doesNotContain("YWJj").doesNotContain("abc");
    assertThat(fails(new Check.SecretKeys(shop.namespace, "others", List.of("a"), 1)))
        .contains("secret others does not exist");
  }

  @Test
  @Covers({"IPA-10", "AIW-95"})
  void findsVariablesByValueAndByReference() {
    shop.deployed(image.value(), 1);
    passes(new Check.RequiredEnv(shop.api, List.of("PASSWORD", "LOG_LEVEL")));
    assertThat(fails(new Check.RequiredEnv(shop.api, List.of("LOG_LEVEL", "DATABASE_URL"))))
        .contains("does not set DATABASE_URL");
  }

  @Test
  @Covers("PLT-24")
  void holdsTheRolloutAgainstTheDisruptionBudget() {
    shop.deployed(image.value(), 2);
    var check = new Check.DisruptionBudget(shop.api);
    passes(check);
    shop.create(
        "/apis/policy/v1/namespaces/%s/poddisruptionbudgets".formatted(shop.namespace),
        """
        {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"two"},
         "spec":{"minAvailable":2,"selector":{"matchLabels":{"app":"api"}}}}""");
    passes(check);
    ground()
        .cluster()
        .merge(
            shop.path(shop.api),
            """
            {"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":1}}}}""");

    assertThat(fails(check)).contains("two wants 2 pods, and the rollout keeps only 1 of 2");
  }

  @Test
  void namesTheOwnerAndLetsItselfBeToldToTakeOver() {
    shop.deployed(image.value(), 1);
    passes(new Check.Ownership(shop.api, false));
    ground()
        .cluster()
        .merge(
            shop.path(shop.api),
            """
            {"metadata":{"annotations":{"argocd.argoproj.io/tracking-id":"shop:apps/Deployment:x/api"}}}""");

    assertThat(fails(new Check.Ownership(shop.api, false))).contains("Argo CD application shop");
    passes(new Check.Ownership(shop.api, true));
  }

  @Test
  void showsDriftFieldByField() {
    shop.deployed(image.value(), 1);
    passes(new Check.NoDrift(Shop.change(shop.api, image, "api-config-v1")));

    var here = Shop.change(shop.api, image, "api-config-v1");
    var open = new Intent(RunId.of("q1"), ServiceName.of("api"), here);
    passes(new Check.NoDrift(Shop.change(shop.api, image, "api-config-v2"), List.of(open)));
    assertThat(fails(new Check.NoDrift(Shop.change(shop.api, image, "api-config-v2"))))
        .contains("ConfigMap api-config is api-config-v1, recorded api-config-v2");
  }

  @Test
  @Covers("AIW-100")
  void findsClaimsThatAreNotBound() {
    shop.deployed(image.value(), 0);
    passes(new Check.ClaimsBound(shop.api));
    ground()
        .cluster()
        .strategic(
            shop.path(shop.api),
            """
            {"spec":{"template":{"spec":{"volumes":[{"name":"data",
             "persistentVolumeClaim":{"claimName":"api-data"}}]}}}}""");

    assertThat(fails(new Check.ClaimsBound(shop.api))).contains("claim api-data does not exist");
    bindClaim();
    passes(new Check.ClaimsBound(shop.api));
  }

  private void bindClaim() {
    String claims = "/api/v1/namespaces/%s/persistentvolumeclaims".formatted(shop.namespace);
    shop.create(
        claims,
        """
        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"api-data"},
         "spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"by-hand",
          "resources":{"requests":{"storage":"1Mi"}}}}""");
    assertThat(fails(new Check.ClaimsBound(shop.api))).contains("claim api-data is Pending");
    ground()
        .cluster()
        .merge(
            claims + "/api-data/status",
            """
            {"status":{"phase":"Bound"}}""");
  }

  @Test
  @Covers("AIW-101")
  void seesNetworkPoliciesAndWhetherTheyCutDns() {
    shop.deployed(image.value(), 1);
    var check = new Check.NetworkPolicies(shop.api);
    assertThat(fails(check)).contains("no network policy selects the pods");
    String policies =
        "/apis/networking.k8s.io/v1/namespaces/%s/networkpolicies".formatted(shop.namespace);
    // the policy of a runbook: kube-system has no label "name"
    shop.create(
        policies,
        """
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"deny-cross-namespace"},
         "spec":{"podSelector":{},"policyTypes":["Ingress","Egress"],
          "egress":[{"to":[{"podSelector":{}},{"namespaceSelector":{"matchLabels":{"name":"kube-system"}}}]}]}}""");
    assertThat(fails(check)).contains("cut the pods", "DNS");
    shop.create(
        policies,
        """
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"dns"},
         "spec":{"podSelector":{"matchLabels":{"app":"api"}},"policyTypes":["Egress"],
          "egress":[{"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}}}],
           "ports":[{"protocol":"UDP","port":53}]}]}}""");
    passes(check);
  }

  @Test
  void namesAWorkloadThatIsNotThere() {
    var ghost = new WorkloadRef(shop.namespace, WorkloadKind.STATEFUL_SET, "ghost");
    assertThat(fails(new Check.Capacity(ghost))).contains("StatefulSet/ghost", "does not exist");
  }

  private Check.WorkloadPolicy policy(String rule) {
    return new Check.WorkloadPolicy(shop.api, List.of(rule));
  }

  private void passes(Check check) {
    assertThat(ground().workloads().check(check)).isInstanceOf(Finding.Passed.class);
  }

  private String fails(Check check) {
    Finding finding = ground().workloads().check(check);
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(((Finding.Failed) finding).wayOut()).isNotBlank();
    return finding.detail();
  }
}
