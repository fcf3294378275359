package dev.slipway.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = SlipwayCli.class.getPackage().getImplementationVersion();
    return new String[] {"slipway " + (version == null ? "development build" : version)};
  }
}
