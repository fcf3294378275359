package dev.slipway.probes;

import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.testkit.HttpContract;
import org.junit.jupiter.api.AfterEach;

class PublicHttpContractTest extends HttpContract {
  private final FakeService service = new FakeService();

  @AfterEach
  void stop() {
    service.close();
  }

  @Override
  protected HttpActivities probes() {
    return Services.probes();
  }

  @Override
  protected HttpTarget target() {
    return Services.at(service);
  }

  @Override
  protected boolean passesAuthorization() {
    return true;
  }
}
