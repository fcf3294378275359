package dev.slipway.evidence;

import java.util.List;

/**
 * Services that go together.
 *
 * @param number from 1; 0 for services that went without a wave
 */
public record WaveView(int number, boolean started, List<ServiceView> services) {
  public WaveView {
    services = List.copyOf(services);
  }
}
