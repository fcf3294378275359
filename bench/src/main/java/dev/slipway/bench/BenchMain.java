package dev.slipway.bench;

import picocli.CommandLine;

/** The entry of {@code ./slipway bench}. */
public final class BenchMain {
  private BenchMain() {}

  /** Ends with 0 when it measured, with 2 at wrong words. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchCommand()).execute(args));
  }
}
