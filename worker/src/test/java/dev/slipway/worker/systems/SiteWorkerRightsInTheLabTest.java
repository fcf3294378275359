package dev.slipway.worker.systems;

import dev.slipway.lab.Lab;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a real API server lets a site worker do. That a release succeeds with these rights is shown
 * by {@link IpaInTheLabTest}, whose worker has no others.
 */
@Tag("lab")
class SiteWorkerRightsInTheLabTest {
  private static final String RIGHTS =
      """
      right | released into | elsewhere | cluster
      get deployments.apps                           | yes | no  | no
      patch deployments.apps                         | yes | no  | no
      patch statefulsets.apps                        | yes | no  | no
      create deployments.apps                        | no  | no  | no
      delete deployments.apps                        | no  | no  | no
      update deployments.apps                        | no  | no  | no
      patch daemonsets.apps                          | no  | no  | no
      list pods                                      | yes | yes | yes
      get pods                                       | yes | no  | no
      delete pods                                    | yes | no  | no
      create pods                                    | no  | no  | no
      create pods/exec                               | no  | no  | no
      get pods/proxy                                 | no  | no  | no
      get pods/log                                   | yes | no  | no
      get secrets                                    | yes | no  | no
      list secrets                                   | no  | no  | no
      patch secrets                                  | no  | no  | no
      patch configmaps                               | yes | no  | no
      delete configmaps                              | no  | no  | no
      get services/proxy                             | yes | no  | no
      create services/proxy                          | yes | no  | no
      patch services                                 | no  | no  | no
      patch verticalpodautoscalers.autoscaling.k8s.io| yes | no  | no
      patch horizontalpodautoscalers.autoscaling     | no  | no  | no
      get nodes                                      | yes | yes | yes
      patch nodes                                    | no  | no  | no
      get namespaces                                 | yes | yes | yes
      delete namespaces                              | no  | no  | no
      create rolebindings.rbac.authorization.k8s.io  | no  | no  | no
      create serviceaccounts/token                   | no  | no  | no
      """;

  private final KubernetesClient admin = Lab.running().kubernetes(Lab.Identity.ADMIN);
  private final String namespace =
      "rights-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  private LabSiteWorker account;

  @BeforeEach
  void open() throws IOException {
    admin
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    account = LabSiteWorker.in(admin, namespace);
  }

  @AfterEach
  void close() {
    admin.namespaces().withName(namespace).delete();
    admin.close();
  }

  @Test
  void mayReleaseIntoANamespaceThatIsOpenToItAndDoNothingElse() {
    var all = new SoftAssertions();
    RIGHTS
        .lines()
        .skip(1)
        .forEach(
            line -> {
              String[] row = line.split("\\s*\\|\\s*", -1);
              all.assertThat(account.may(row[0], namespace))
                  .as("%s here", row[0])
                  .isEqualTo(yes(row[1]));
              all.assertThat(account.may(row[0], "kube-system"))
                  .as("%s elsewhere", row[0])
                  .isEqualTo(yes(row[2]));
              all.assertThat(account.may(row[0], ""))
                  .as("%s everywhere", row[0])
                  .isEqualTo(yes(row[3].strip()));
            });
    all.assertAll();
  }

  private static boolean yes(String word) {
    return word.equals("yes");
  }
}
