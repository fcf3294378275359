package dev.slipway.practice;

/** The practice cluster in the words of kubectl. */
public final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * The text of a file for {@code KUBECONFIG}, with the token of a caller who may do everything.
   */
  public static String text(PracticeSite site) {
    return """
        apiVersion: v1
        kind: Config
        current-context: practice
        clusters:
          - name: practice
            cluster:
              server: %s
        users:
          - name: practice
            user:
              token: %s
        contexts:
          - name: practice
            context:
              cluster: practice
              user: practice
        """
        .formatted(site.kubernetesAddress(), Cluster.ADMIN);
  }
}
