package dev.slipway.lab;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.registry.OciRegistry;
import dev.slipway.registry.RegistryLogin;
import dev.slipway.registry.RegistrySettings;
import dev.slipway.testkit.RegistryContract;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Debian's docker-registry keeps the contract that the practice site's registry keeps. */
@Tag("lab")
class LabRegistryContractTest extends RegistryContract {
  private final Lab lab = Lab.running();
  private Digest digest;

  @BeforeEach
  void push() throws IOException, InterruptedException {
    digest = Digest.of(lab.push("contract/api:v1.2.0").version());
  }

  @Override
  protected ImageActivities images() {
    return new OciRegistry(
        new RegistrySettings(List.of(lab.registry()), Duration.ofSeconds(10)),
        (host, namespace, secret) -> new RegistryLogin.Anonymous());
  }

  @Override
  protected String repository() {
    return lab.registry() + "/contract/api";
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
