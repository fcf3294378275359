package dev.slipway.registry;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.testkit.RegistryContract;
import org.junit.jupiter.api.AfterEach;

class FakeRegistryContractTest extends RegistryContract {
  private final FakeRegistry registry = new FakeRegistry();
  private final Digest digest = registry.push("shop/api", "v1.2.0");

  @AfterEach
  void stop() {
    registry.close();
  }

  @Override
  protected ImageActivities images() {
    return new OciRegistry(
        RegistrySettings.usual(), (host, namespace, secret) -> new RegistryLogin.Anonymous());
  }

  @Override
  protected String repository() {
    return registry.host() + "/shop/api";
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
