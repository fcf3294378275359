package dev.slipway.document;

import java.util.List;

/** The revisions that one plan is made from: one environment and the services asked for. */
public record DocumentSet(EnvironmentDocument environment, List<ServiceDocument> services) {
  public DocumentSet {
    services = List.copyOf(services);
  }
}
