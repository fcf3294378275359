package dev.slipway.document;

import dev.slipway.name.EnvironmentName;

/**
 * One revision of an {@code Environment} document.
 *
 * @param revision from 1, given when the document is registered; 0 before
 */
public record EnvironmentDocument(EnvironmentName name, long revision, EnvironmentSpec spec) {

  public EnvironmentDocument withRevision(long registered) {
    return new EnvironmentDocument(name, registered, spec);
  }
}
