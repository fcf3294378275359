package dev.slipway.lab.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first line and the headers of an HTTP/1.1 message, as they came, and how its body is framed.
 *
 * @param text with the empty line at its end
 */
record HttpHead(String text) {
  private static final int LARGEST = 256 << 10;
  private static final String END = "\r\n\r\n";

  /** Null when the connection ended before it began. */
  static @Nullable HttpHead read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < LARGEST) {
      int next = in.read();
      if (next < 0) {
        if (text.isEmpty()) {
          return null;
        }
        throw new EOFException("a head that ends in its middle");
      }
      text.append((char) next);
      if (next == '\n' && text.lastIndexOf(END) == text.length() - END.length()) {
        return new HttpHead(text.toString());
      }
    }
    throw new IOException("a head of more than %d bytes".formatted(LARGEST));
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Method and path of a request, version and status of an answer. */
  String start() {
    return text.substring(0, text.indexOf('\r'));
  }

  String method() {
    return start().split(" ", 3)[0];
  }

  String path() {
    return start().split(" ", 3)[1];
  }

  int status() {
    return Integer.parseInt(start().split(" ", 3)[1]);
  }

  private Optional<String> header(String name) {
    String wanted = name.toLowerCase(Locale.ROOT) + ":";
    return text.lines()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
        .map(line -> line.substring(wanted.length()).strip())
        .findFirst();
  }

  /** The same with another framing: all of the body is at hand. */
  HttpHead framed(int length) {
    StringBuilder other = new StringBuilder(start()).append("\r\n");
    text.lines()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .filter(line -> !line.matches("(?i)(content-length|transfer-encoding|content-encoding):.*"))
        .forEach(line -> other.append(line).append("\r\n"));
    return new HttpHead(other.append("Content-Length: ").append(length).append(END).toString());
  }

  private boolean chunked() {
    return header("Transfer-Encoding")
        .filter(how -> how.toLowerCase(Locale.ROOT).contains("chunked"))
        .isPresent();
  }

  private long length() {
    return header("Content-Length").map(Long::parseLong).orElse(-1L);
  }

  /** The body of a request, framing included. */
  byte[] requestBody(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (chunked()) {
      copyChunks(in, body);
    } else if (length() > 0) {
      copy(in, body, length());
    }
    return body.toByteArray();
  }

  /**
   * Passes the body of an answer on as it comes, framing included.
   *
   * @param method of the request
   * @return whether the connection can carry another answer
   */
  boolean copyAnswer(String method, InputStream in, OutputStream out) throws IOException {
    if (method.equals("HEAD") || status() == 204 || status() == 304) {
      return true;
    }
    if (chunked()) {
      copyChunks(in, out);
      return true;
    }
    if (length() >= 0) {
      copy(in, out, length());
      return true;
    }
    in.transferTo(out);
    return false;
  }

  private static void copyChunks(InputStream in, OutputStream out) throws IOException {
    while (true) {
      String size = line(in);
      out.write((size + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      long length = Long.parseLong(size.replaceFirst(";.*", "").strip(), 16);
      if (length == 0) {
        String trailer;
        do {
          trailer = line(in);
          out.write((trailer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        } while (!trailer.isEmpty());
        return;
      }
      copy(in, out, length + 2);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("a chunk that ends in its middle");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[8192];
    for (long left = length; left > 0; ) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new EOFException("a body that ends in its middle");
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }
}
