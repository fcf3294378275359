package dev.slipway.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An SMTP relay that says of single addresses what it thinks of them. */
final class BusyRelay implements AutoCloseable {
  /** Answer to RCPT by address; 250 for all others. */
  final Map<String, String> answers = new ConcurrentHashMap<>();

  /** Addresses for which a mail was taken, in order. */
  final List<String> taken = new CopyOnWriteArrayList<>();

  private final ServerSocket server;

  BusyRelay() {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          talk(socket);
        }
      }
    } catch (SocketException closed) {
      // the test is over
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void talk(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = socket.getOutputStream();
    List<String> wanted = new CopyOnWriteArrayList<>();
    say(out, "220 relay");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer = answer(line, in, out, wanted);
      say(out, answer);
      if (answer.startsWith("221")) {
        return;
      }
    }
  }

  private String answer(String line, BufferedReader in, OutputStream out, List<String> wanted)
      throws IOException {
    String word = line.toUpperCase(Locale.ROOT);
    if (word.startsWith("RCPT")) {
      String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
      String answer = answers.getOrDefault(address, "250 ok");
      if (answer.startsWith("250")) {
        wanted.add(address);
      }
      return answer;
    }
    if (word.startsWith("DATA")) {
      say(out, "354 go on");
      readMail(in);
      taken.addAll(wanted);
      wanted.clear();
      return "250 taken";
    }
    return word.startsWith("QUIT") ? "221 bye" : "250 ok";
  }

  private static void readMail(BufferedReader in) throws IOException {
    @Nullable String line = in.readLine();
    while (line != null && !line.equals(".")) {
      line = in.readLine();
    }
  }

  private static void say(OutputStream out, String answer) throws IOException {
    out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
