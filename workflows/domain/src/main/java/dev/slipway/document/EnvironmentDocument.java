package dev.slipway.document;

import dev.slipway.name.EnvironmentName;

/**
 * One revision of an {@code Environment} document.
 *
 * @param revision from 1, given when the document is registered; 0 before
 */
public record EnvironmentDocument(EnvironmentName name, long revision, EnvironmentSpec spec)
    implements Document {

  @Override
  public String kind() {
    return "Environment";
  }

  @Override
  public String title() {
    return name.value();
  }

  @Override
  public EnvironmentDocument withRevision(long registered) {
    return new EnvironmentDocument(name, registered, spec);
  }
}
