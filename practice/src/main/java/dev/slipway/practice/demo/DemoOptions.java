package dev.slipway.practice.demo;

import org.jspecify.annotations.Nullable;

/**
 * @param unattended nobody is asked; the demo approves by itself and ends
 * @param keep stay up after the story, so that one can look around, until Ctrl-C
 * @param temporal address of a Temporal server to use instead of starting one
 */
record DemoOptions(boolean unattended, boolean keep, @Nullable String temporal, boolean help) {
  static final String USAGE =
      """
      usage: ./slipway demo [--unattended] [--keep] [--temporal HOST:PORT]

      Starts Temporal, PostgreSQL, a practice cluster with registry, the API and a worker, all on free ports of this
      machine; releases a shop of three services, kills the worker in the middle, then releases a version whose last
      service crashes, and shows how the others go back.

        --unattended          approve by itself and end; the last line is a JSON summary
        --keep                stay up afterwards until Ctrl-C, with addresses and tokens to try your own; a process that
                              is killed meanwhile is started again
        --temporal HOST:PORT  use this Temporal server (namespace default)
      """;

  static DemoOptions parse(String[] arguments) {
    boolean unattended = false;
    boolean keep = false;
    boolean help = false;
    String temporal = null;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--unattended" -> unattended = true;
        case "--keep" -> keep = true;
        case "--help", "-h", "help" -> help = true;
        case "--temporal" -> {
          i++;
          if (i >= arguments.length || !arguments[i].matches("\\S+:[0-9]{1,5}")) {
            throw new IllegalArgumentException("--temporal needs HOST:PORT\n\n" + USAGE);
          }
          temporal = arguments[i];
        }
        default ->
            throw new IllegalArgumentException(
                "unknown option %s\n\n%s".formatted(arguments[i], USAGE));
      }
    }
    return new DemoOptions(unattended, keep, temporal, help);
  }
}
