package dev.slipway.lab.faults;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts what a client says into messages. One object for each connection. */
interface Conversation {

  /**
   * @param bytes as they came
   * @param what for a report; empty for what is no request by itself and cannot fail alone
   */
  record Message(byte[] bytes, Deed deed, String what) {}

  /** The next one; null at the end. */
  @Nullable Message next(InputStream in) throws IOException;

  /** What the system would say in its own words when it refuses; null where it has none. */
  default byte @Nullable [] refusal(Fault fault) {
    return null;
  }
}
