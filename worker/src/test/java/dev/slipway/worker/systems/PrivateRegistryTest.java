package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.practice.face.Registry.Door;
import dev.slipway.preflight.Check;
import dev.slipway.release.RunState;
import dev.slipway.worker.systems.Platform.Wish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A registry that answers nobody without a login: every look at it, from the first resolving to the
 * last preflight check, shows the pull secret that the documents name.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class PrivateRegistryTest {
  private static final String PASSWORD = "xP8-the-password-of-this-test";

  @TempDir static Path folder;
  private static Platform platform;

  @BeforeAll
  static void open() throws IOException {
    platform = new Platform(folder, "xiongichat", "xiongichat-2", "xiongichat-3");
  }

  @AfterAll
  static void close() throws IOException {
    platform.close();
  }

  @Test
  void releasesFromARegistryBehindATokenService() {
    platform.site("xiongichat").practice().registryDoor(new Door.Bearer("robot", PASSWORD));

    releasesWithThePullSecret("xiongichat");
  }

  @Test
  void releasesFromARegistryThatAsksForThePasswordItself() {
    platform.site("xiongichat-2").practice().registryDoor(new Door.Basic("robot", PASSWORD));

    releasesWithThePullSecret("xiongichat-2");
  }

  private static void releasesWithThePullSecret(String site) {
    pullSecret(site, PASSWORD);
    Ran ran = platform.release(wish(site));

    Proofs proofs = Proofs.of(platform, site, ran);
    proofs.released("xiongichat-api");
    proofs.asked(Check.ImagePullable.class, 2); // the new one, and that of the way back
  }

  @Test
  void refusesWithWordsWhenThePullSecretIsWrong() {
    platform.site("xiongichat-3").practice().registryDoor(new Door.Bearer("robot", PASSWORD));
    pullSecret("xiongichat-3", "the password of last year");

    Ran ran = platform.release(wish("xiongichat-3"));

    assertThat(ran.state()).as(ran.story()).isEqualTo(RunState.REFUSED);
    assertThat(ran.end().summary())
        .contains("pull secret xiongichat/registry-login", "xiongichat/xiongichat", "refuses")
        .doesNotContain("last year");
    assertThat(ran.facts(Fact.ChangeIntended.class)).isEmpty();
    assertThat(ran.story()).doesNotContain("last year");
  }

  private static Wish wish(String site) {
    return Wish.of(site, "v1.2.0")
        .where(text -> text.replace("defaults:", "defaults:\n    pullSecret: registry-login"));
  }

  private static void pullSecret(String site, String password) {
    var practice = platform.site(site).practice();
    String pair =
        Base64.getEncoder().encodeToString(("robot:" + password).getBytes(StandardCharsets.UTF_8));
    String config =
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
            .formatted(practice.registryAddress().getAuthority(), pair);
    practice.secret("xiongichat", "registry-login", Map.of(".dockerconfigjson", config));
  }
}
