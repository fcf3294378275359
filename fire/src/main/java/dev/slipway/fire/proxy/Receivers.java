package dev.slipway.fire.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.fire.stage.FireFailure;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** A webhook and a mail relay that write down what they are told, repeats included. */
final class Receivers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "X-Slipway-Key";

  private final HttpServer webhook;
  private final GreenMail relay =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final List<Notice> posted = new ArrayList<>();

  /**
   * @param key by which a receiver tells repeats
   */
  record Notice(String key, String run) {}

  Receivers() {
    try {
      webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException none) {
      throw new FireFailure("no free port on loopback", none);
    }
    webhook.createContext("/", this::take);
    webhook.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    webhook.start();
    relay.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      synchronized (posted) {
        posted.add(
            new Notice(exchange.getRequestHeaders().getFirst(KEY), body.path("run").asText()));
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }

  String webhookAddress() {
    return "127.0.0.1:" + webhook.getAddress().getPort();
  }

  String relayAddress() {
    return "127.0.0.1:" + relay.getSmtp().getPort();
  }

  /** Keys of what was posted about a run, one for each time. */
  List<String> posted(String run) {
    synchronized (posted) {
      return posted.stream().filter(notice -> notice.run().equals(run)).map(Notice::key).toList();
    }
  }

  /** Keys of what was mailed about a run, one for each time. */
  List<String> mailed(String run) {
    List<String> keys = new ArrayList<>();
    for (MimeMessage mail : relay.getReceivedMessages()) {
      try {
        String key = mail.getHeader(KEY, null);
        if (key != null && key.contains(run)) {
          keys.add(key);
        }
      } catch (MessagingException unreadable) {
        throw new FireFailure("a mail cannot be read", unreadable);
      }
    }
    return keys;
  }

  @Override
  public void close() {
    webhook.stop(0);
    relay.stop();
  }
}
