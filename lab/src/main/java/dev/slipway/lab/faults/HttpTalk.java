package dev.slipway.lab.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** HTTP/1.1, one request after the other, each by a connection of its own to the system. */
final class HttpTalk implements Talk {
  static final Duration LATE = Duration.ofSeconds(3);
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Predicate<String> WATCH =
      Pattern.compile("[?&]watch=(true|1)").asPredicate();

  private final Target target;
  private final Switchboard board;
  private final Copies copies = new Copies();

  HttpTalk(Target target, Switchboard board) {
    this.target = target;
    this.board = board;
  }

  @Override
  public void serve(Wire client) throws IOException, InterruptedException {
    boolean goesOn = true;
    while (goesOn) {
      HttpHead head = HttpHead.read(client.in());
      if (head == null) {
        return;
      }
      Request request = new Request(head, head.requestBody(client.in()));
      if (WATCH.test(head.path())) {
        board.watched(head.start());
      }
      Optional<Fault> fault = board.at(request.deed(), request.what());
      goesOn = fault.isPresent() ? fail(fault.get(), request, client) : pass(request, client);
    }
  }

  /**
   * @param body with its framing
   */
  private record Request(HttpHead head, byte[] body) {
    Deed deed() {
      return READS.contains(head.method()) ? Deed.READ : Deed.WRITE;
    }

    String what() {
      return head.method() + " " + head.path().replaceFirst("\\?.*", "");
    }
  }

  private boolean fail(Fault fault, Request request, Wire client)
      throws IOException, InterruptedException {
    switch (fault) {
      case LATENCY -> {
        board.rest(LATE);
        return pass(request, client);
      }
      case TOO_MANY, CONFLICT, SERVER_ERROR, OVERLOADED -> {
        return Refusals.send(fault, request.head().method(), client.out());
      }
      case STALE -> {
        return stale(request, client);
      }
      case NONSENSE -> {
        return nonsense(request, client);
      }
      case HALF -> {
        byte[] answer = whole(request);
        client.out().write(answer, 0, answer.length / 2);
        client.out().flush();
      }
      case RESET_AFTER -> whole(request);
      case HOLE, LONG_HOLE -> board.sit();
      case RESET_BEFORE, EXPIRED -> {}
    }
    client.reset();
    return false;
  }

  private boolean pass(Request request, Wire client) throws IOException {
    copies.writing(request.deed());
    try (Socket system = sent(request)) {
      InputStream in = new BufferedInputStream(system.getInputStream());
      HttpHead answer = answer(in);
      if (copies.wants(request.head(), answer)) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean more = answer.copyAnswer(request.head().method(), in, body);
        byte[] message = joined(answer.bytes(), body.toByteArray());
        copies.keep(request.head(), message);
        client.out().write(message);
        client.out().flush();
        return more;
      }
      client.out().write(answer.bytes());
      boolean more = answer.copyAnswer(request.head().method(), in, client.out());
      client.out().flush();
      return more;
    }
  }

  private boolean stale(Request request, Wire client) throws IOException {
    Optional<byte[]> old =
        request.deed() == Deed.READ ? copies.before(request.head()) : Optional.empty();
    if (old.isEmpty()) {
      return pass(request, client);
    }
    client.out().write(old.get());
    client.out().flush();
    return true;
  }

  /** What the system really answers is read to its end: by then it has done what was asked. */
  private byte[] whole(Request request) throws IOException {
    try (Socket system = sent(request)) {
      InputStream in = new BufferedInputStream(system.getInputStream());
      HttpHead answer = answer(in);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      boolean unused = answer.copyAnswer(request.head().method(), in, body);
      return joined(answer.bytes(), body.toByteArray());
    }
  }

  private boolean nonsense(Request request, Wire client) throws IOException {
    try (Socket system = sent(request)) {
      HttpHead answer = answer(new BufferedInputStream(system.getInputStream()));
      byte[] body = "{\"kind\": \"Deploy".getBytes(StandardCharsets.UTF_8);
      client.out().write(answer.framed(body.length).bytes());
      if (!request.head().method().equals("HEAD")) {
        client.out().write(body);
      }
      client.out().flush();
      return true;
    }
  }

  private Socket sent(Request request) throws IOException {
    Socket system = target.connect();
    try {
      system.getOutputStream().write(joined(request.head().bytes(), request.body()));
      system.getOutputStream().flush();
      return system;
    } catch (IOException gone) {
      system.close();
      throw gone;
    }
  }

  private static HttpHead answer(InputStream in) throws IOException {
    HttpHead answer = HttpHead.read(in);
    if (answer == null) {
      throw new EOFException("the system ended the connection without an answer");
    }
    return answer;
  }

  private static byte[] joined(byte[] head, byte[] body) {
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }
}
