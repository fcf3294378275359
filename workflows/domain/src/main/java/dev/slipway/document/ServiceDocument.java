package dev.slipway.document;

import dev.slipway.name.ServiceName;

/**
 * One revision of a {@code Service} document.
 *
 * @param revision from 1, given when the document is registered; 0 before
 */
public record ServiceDocument(ServiceName name, long revision, ServiceSpec spec) {

  public ServiceDocument withRevision(long registered) {
    return new ServiceDocument(name, registered, spec);
  }
}
