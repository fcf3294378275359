package dev.slipway.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.lab.image.ImagePusher;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.registry.OciRegistry;
import dev.slipway.registry.RegistryLogin;
import dev.slipway.registry.RegistrySettings;
import dev.slipway.testkit.RegistryContract;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A registry that wants a login keeps the same contract, and shows nothing to anybody else. */
@Tag("lab")
class PrivateRegistryContractTest extends RegistryContract {
  private final Lab lab = Lab.running();
  private Digest digest;

  @BeforeEach
  void push() throws IOException, InterruptedException {
    ImagePusher pusher = new ImagePusher(lab.privateRegistry(), lab.privateLogin());
    digest = Digest.of(pusher.push("contract/api:v1.2.0").version());
  }

  @Test
  void failsTheCheckForAWrongPassword() {
    ImageActivities stranger = images(new RegistryLogin.Password("slipway", "guessed"));

    Finding finding =
        stranger.check(new Check.ImagePullable(ImageRef.pinned(repository(), digest)));

    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).doesNotContain("guessed");
  }

  @Override
  protected ImageActivities images() {
    return images(
        new RegistryLogin.Password(lab.privateLogin().user(), lab.privateLogin().password()));
  }

  private ImageActivities images(RegistryLogin login) {
    return new OciRegistry(
        new RegistrySettings(List.of(lab.privateRegistry()), Duration.ofSeconds(10)),
        (host, namespace, secret) -> login);
  }

  @Override
  protected String repository() {
    return lab.privateRegistry() + "/contract/api";
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
