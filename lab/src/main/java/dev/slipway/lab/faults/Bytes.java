package dev.slipway.lab.faults;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes whose meaning is not known. */
final class Bytes implements Conversation {
  private final byte[] buffer = new byte[64 << 10];

  @Override
  public @Nullable Message next(InputStream in) throws IOException {
    int count = in.read(buffer);
    return count < 0
        ? null
        : new Message(Arrays.copyOf(buffer, count), Deed.WRITE, count + " bytes");
  }
}
