package dev.slipway.fire;

import picocli.CommandLine;

/** The entry of {@code ./slipway fire}. */
public final class FireMain {
  private FireMain() {}

  /** Ends with 0 when everything held, with 1 when something did not, with 2 at wrong words. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FireCommand()).execute(args));
  }
}
