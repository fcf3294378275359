package dev.slipway.lab.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client of a mail relay says, line by line, without security. */
final class Smtp implements Conversation {
  private boolean letter;

  @Override
  public @Nullable Message next(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      bytes.write(next);
      next = in.read();
    }
    if (next < 0) {
      return null;
    }
    bytes.write(next);
    String line = bytes.toString(StandardCharsets.UTF_8).strip();
    if (letter) {
      letter = !line.equals(".");
      return letter
          ? new Message(bytes.toByteArray(), Deed.READ, "")
          : new Message(bytes.toByteArray(), Deed.WRITE, "end of the letter");
    }
    String word = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    letter = word.equals("DATA");
    return new Message(bytes.toByteArray(), Deed.READ, word);
  }

  @Override
  public byte @Nullable [] refusal(Fault fault) {
    String line =
        switch (fault) {
          case TOO_MANY -> "421 4.7.0 too many letters, come back later";
          case OVERLOADED -> "451 4.3.0 not now";
          case SERVER_ERROR -> "554 5.3.0 this relay is broken";
          case NONSENSE -> "{\"kind\": \"Lett";
          default -> null;
        };
    return line == null ? null : (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
