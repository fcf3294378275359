package dev.slipway.lab.faults;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client of PostgreSQL says (protocol 3): a length in front of everything, and a letter
 * before the length once the connection has begun. Statements keep their names, so that one that
 * was prepared long ago is recognised.
 */
final class Postgres implements Conversation {
  private static final int REQUEST_CODE_MAJOR = 1234;
  private static final int LONGEST = 64;

  private final Map<String, String> prepared = new HashMap<>();
  private boolean begun;

  @Override
  public @Nullable Message next(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int letter = 0;
    if (begun) {
      letter = in.read();
      if (letter < 0) {
        return null;
      }
      bytes.write(letter);
    }
    byte[] body;
    try {
      int length = data.readInt();
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
      body = new byte[length - Integer.BYTES];
      data.readFully(body);
    } catch (EOFException end) {
      return null;
    }
    bytes.writeBytes(body);
    if (!begun) {
      // a question for encryption comes before the real beginning
      begun = ByteBuffer.wrap(body).getShort() != REQUEST_CODE_MAJOR;
      return new Message(bytes.toByteArray(), Deed.READ, "");
    }
    return message(bytes.toByteArray(), statement((char) letter, body));
  }

  private static Message message(byte[] bytes, String statement) {
    String words = statement.strip().replaceAll("\\s+", " ");
    boolean end = words.toLowerCase(Locale.ROOT).startsWith("commit");
    String what = words.length() <= LONGEST ? words : words.substring(0, LONGEST);
    return new Message(bytes, end ? Deed.WRITE : Deed.READ, what);
  }

  /** The text of what is run; a statement is run when it is bound. */
  private String statement(char letter, byte[] body) {
    switch (letter) {
      case 'Q' -> {
        return text(body, 0);
      }
      case 'P' -> {
        String name = text(body, 0);
        prepared.put(name, text(body, length(name) + 1));
        return "";
      }
      case 'B' -> {
        return prepared.getOrDefault(text(body, length(text(body, 0)) + 1), "");
      }
      default -> {
        return "";
      }
    }
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String text(byte[] body, int from) {
    int end = from;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    return new String(body, from, end - from, StandardCharsets.UTF_8);
  }
}
