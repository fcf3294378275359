package dev.slipway.document;

import dev.slipway.name.ServiceName;

/**
 * One revision of a {@code Service} document.
 *
 * @param revision from 1, given when the document is registered; 0 before
 */
public record ServiceDocument(ServiceName name, long revision, ServiceSpec spec)
    implements Document {

  @Override
  public String kind() {
    return "Service";
  }

  @Override
  public String title() {
    return name.value();
  }

  @Override
  public ServiceDocument withRevision(long registered) {
    return new ServiceDocument(name, registered, spec);
  }
}
