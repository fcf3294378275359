package dev.slipway.lab.faults;

import java.io.IOException;

/** How one connection is carried on, fault by fault. */
interface Talk {

  /** Comes back when the connection is over. */
  void serve(Wire client) throws IOException, InterruptedException;
}
