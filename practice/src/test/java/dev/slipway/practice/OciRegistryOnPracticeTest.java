package dev.slipway.practice;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.practice.face.Registry.Door;
import dev.slipway.registry.OciRegistry;
import dev.slipway.registry.RegistryLogin;
import dev.slipway.registry.RegistrySettings;
import dev.slipway.testkit.RegistryContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The practice site's registry keeps what real ones keep, seen through the real adapter. */
class OciRegistryOnPracticeTest {
  private static PracticeSite site;

  @BeforeEach
  void open() {
    site = PracticeSite.virtual();
    site.push("contract/api", "v1.2.0");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static ImageActivities adapter(RegistryLogin login) {
    String host = site.registryAddress().getAuthority();
    return new OciRegistry(
        new RegistrySettings(List.of(host), Duration.ofSeconds(10)),
        (registry, namespace, secret) -> login);
  }

  private static String contractRepository() {
    return site.registryAddress().getAuthority() + "/contract/api";
  }

  private static Digest pushed() {
    return Digest.of(site.push("contract/api", "v1.2.0").digest());
  }

  @Nested
  class Open extends RegistryContract {
    @Override
    protected ImageActivities images() {
      return adapter(new RegistryLogin.Anonymous());
    }

    @Override
    protected String repository() {
      return contractRepository();
    }

    @Override
    protected String tag() {
      return "v1.2.0";
    }

    @Override
    protected Digest digest() {
      return pushed();
    }
  }

  @Nested
  class BehindATokenService extends RegistryContract {
    @BeforeEach
    void shut() {
      site.registryDoor(new Door.Bearer("robot", "pass"));
    }

    @Override
    protected ImageActivities images() {
      return adapter(new RegistryLogin.Password("robot", "pass"));
    }

    @Override
    protected String repository() {
      return contractRepository();
    }

    @Override
    protected String tag() {
      return "v1.2.0";
    }

    @Override
    protected Digest digest() {
      return pushed();
    }
  }

  @Nested
  class BehindAPassword extends RegistryContract {
    @BeforeEach
    void shut() {
      site.registryDoor(new Door.Basic("robot", "pass"));
    }

    @Override
    protected ImageActivities images() {
      return adapter(new RegistryLogin.Password("robot", "pass"));
    }

    @Override
    protected String repository() {
      return contractRepository();
    }

    @Override
    protected String tag() {
      return "v1.2.0";
    }

    @Override
    protected Digest digest() {
      return pushed();
    }
  }
}
