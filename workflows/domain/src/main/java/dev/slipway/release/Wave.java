package dev.slipway.release;

import java.util.List;

/**
 * Services released together; waves are ordered.
 *
 * @param number from 1
 */
public record Wave(int number, List<ServicePlan> services) {
  public Wave {
    services = List.copyOf(services);
  }
}
