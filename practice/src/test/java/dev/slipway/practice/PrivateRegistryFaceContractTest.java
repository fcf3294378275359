package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.practice.face.Registry;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.registry.OciRegistry;
import dev.slipway.registry.RegistryLogin;
import dev.slipway.registry.RegistrySettings;
import dev.slipway.testkit.RegistryContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a token service, too. */
class PrivateRegistryFaceContractTest extends RegistryContract {
  private final PracticeSite site = PracticeSite.virtual();
  private final Digest digest = Digest.of(site.push("shop/api", "v1.2.0").digest());

  @BeforeEach
  void shut() {
    site.registryDoor(new Registry.Door.Bearer("robot", "right-word"));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void failsTheCheckForAWrongPassword() {
    Finding finding =
        images("guessed-word")
            .check(new Check.ImagePullable(ImageRef.pinned(repository(), digest)));
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("login of robot").doesNotContain("guessed-word");
  }

  private static ImageActivities images(String password) {
    return new OciRegistry(
        RegistrySettings.usual(),
        (host, namespace, secret) -> new RegistryLogin.Password("robot", password));
  }

  @Override
  protected ImageActivities images() {
    return images("right-word");
  }

  @Override
  protected String repository() {
    return site.registryAddress().getAuthority() + "/shop/api";
  }

  @Override
  protected String tag() {
    return "v1.2.0";
  }

  @Override
  protected Digest digest() {
    return digest;
  }
}
