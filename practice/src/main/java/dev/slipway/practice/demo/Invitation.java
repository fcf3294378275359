package dev.slipway.practice.demo;

import java.nio.file.Path;

/** What to paste into another terminal while the demo stays up. */
final class Invitation {
  private static final String TEXT =
      """

      Staying up; Ctrl-C here ends and removes everything. Paste into another terminal:

        cd %1$s
        export SLIPWAY_SERVER=%2$s SLIPWAY_TOKEN_FILE=%3$s/ann.token
        ./slipway release plan -e shop-demo catalog=v1.2.0
        ./slipway release start -e shop-demo catalog=v1.2.0 --run mine-1 --watch
        ./slipway release rollback mine-1 -m "seen enough" --watch

      The second one waits at the gate, for ann may not approve what she asked for. In a third terminal, bob may:

        cd %1$s
        SLIPWAY_SERVER=%2$s SLIPWAY_TOKEN_FILE=%3$s/bob.token ./slipway release approve mine-1

      Kill the worker, or the API, in the middle; the demo starts another one after %4$d seconds:

        kill -9 $(cat %5$s)
        kill -9 $(cat %10$s)

      Your own service on the practice cluster (docs/practice-site.md):

        export PRACTICE_KUBERNETES=%6$s
        export PRACTICE_REGISTRY=%7$s PRACTICE_CONTROL=%8$s
        export SLIPWAY_TOKEN_FILE=%3$s/admin.token     # ann may not register documents

      %9$sLogs: %3$s
      """;

  private Invitation() {}

  static String text(Stage stage) {
    Path home = stage.home();
    String webUi =
        stage
            .temporal()
            .webUi()
            .map(ui -> "Temporal's Web UI shows every run: " + ui + "\n")
            .orElse("");
    return TEXT.formatted(
        stage.root(),
        stage.address(),
        home,
        Supervisor.PAUSE.toSeconds(),
        stage.worker().pidFile(),
        stage.site().kubernetesAddress(),
        stage.site().registryAddress().getAuthority(),
        stage.site().controlAddress(),
        webUi,
        stage.api().pidFile());
  }
}
