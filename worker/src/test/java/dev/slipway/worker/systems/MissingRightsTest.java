package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.practice.Cluster;
import dev.slipway.practice.api.Access;
import dev.slipway.practice.api.Tokens;
import dev.slipway.release.RunState;
import dev.slipway.worker.systems.Platform.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site whose API server does not let Slipway do what the release needs. */
@Timeout(300)
class MissingRightsTest {
  @TempDir Path folder;

  private Platform platform;
  private Tokens tokens;

  @BeforeEach
  void open() throws IOException {
    platform = new Platform(folder, "ipa");
    tokens = platform.site("ipa").practice().cluster().tokens();
  }

  @AfterEach
  void close() throws IOException {
    platform.close();
  }

  @Test
  void areToldBeforeAnythingIsChangedAndOnceGrantedTheReleaseGoesThrough() {
    tokens.withdraw(List.of(new Access.Rule(Set.of("patch"), Set.of("deployments"))));

    Ran refused = platform.release(Wish.of("ipa", "v2.1.0"));

    assertThat(refused.state()).as(refused.story()).isEqualTo(RunState.REFUSED);
    assertThat(refused.end().summary())
        .contains(
            "in namespace ipa-platform Slipway's account may not patch deployments.apps",
            "kubectl apply -n ipa-platform -f deploy/rbac/released-namespace.yaml");
    assertThat(refused.facts(Fact.SystemIll.class)).isEmpty();
    assertThat(refused.facts(Fact.ChangeMade.class)).isEmpty();

    tokens.withdraw(List.of());
    Ran granted = platform.release(Wish.of("ipa", "v2.1.0"));

    assertThat(granted.state()).as(granted.story()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aSiteThatDoesNotKnowWhoAsksEndsTheReleaseAtOnce() {
    tokens.revoke(Cluster.ADMIN);

    Ran refused = platform.release(Wish.of("ipa", "v2.1.0"));

    assertThat(refused.state()).as(refused.story()).isEqualTo(RunState.REFUSED);
    assertThat(refused.end().summary())
        .contains("of site ", "does not accept the credentials (", "Renew these credentials");
    assertThat(refused.facts(Fact.SystemIll.class)).isEmpty();
  }
}
