package dev.slipway.people;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.notice.Notice;
import dev.slipway.notice.Receiver;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * POSTs a notice as JSON. The address is a secret (who knows it may write there), so it never
 * stands in a message.
 */
final class WebhookNotices {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_WAIT_SECONDS = 300;

  private final NoticeSettings settings;
  private final Secrets secrets;
  private final Clock clock;
  private final HttpClient client;

  WebhookNotices(NoticeSettings settings, Secrets secrets, Clock clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .connectTimeout(settings.timeout())
            // a redirect would carry the signed body to somebody whom nobody named
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  NoticeResult send(Receiver.Webhook receiver, Notice notice) {
    String body = body(notice);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(receiver))
            .timeout(settings.timeout())
            .header("Content-Type", "application/json; charset=utf-8")
            .header("X-Slipway-Key", headerValue(notice.key().value()));
    sign(request, receiver, body);
    try {
      HttpResponse<Void> answer =
          client.send(
              request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
              HttpResponse.BodyHandlers.discarding());
      return result(receiver, answer);
    } catch (HttpTimeoutException e) {
      throw unavailable(receiver, "gave no answer within " + settings.timeout());
    } catch (ConnectException e) {
      throw unavailable(receiver, "cannot be reached");
    } catch (IOException e) {
      throw unavailable(receiver, "broke off: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(receiver, "was not waited for: the worker is stopping");
    }
  }

  /**
   * Reads what a notice would need, and keeps nothing.
   *
   * @throws ApplicationFailure MISCONFIGURED when the address is none or a reference leads nowhere
   */
  void check(Receiver.Webhook receiver) {
    URI unused = address(receiver);
    String reference = receiver.signingKeyRef();
    if (reference != null && secrets.resolve(reference).isBlank()) {
      throw FailureType.MISCONFIGURED.failure(
          "%s, the signing key of webhook %s, is empty".formatted(reference, receiver.name()));
    }
  }

  private void sign(HttpRequest.Builder request, Receiver.Webhook receiver, String body) {
    String reference = receiver.signingKeyRef();
    if (reference == null) {
      return;
    }
    long timestamp = clock.instant().getEpochSecond();
    Signature signature = Signature.of(secrets.resolve(reference).strip(), timestamp, body);
    request
        .header("X-Slipway-Timestamp", String.valueOf(timestamp))
        .header("X-Slipway-Signature", signature.value());
  }

  private NoticeResult result(Receiver.Webhook receiver, HttpResponse<Void> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return new NoticeResult(true, "webhook %s took it (%d)".formatted(receiver.name(), status));
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      ApplicationFailure failure = unavailable(receiver, "answers status " + status);
      answer
          .headers()
          .firstValue("Retry-After")
          .filter(value -> value.matches("[0-9]{1,9}"))
          .map(value -> Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(value)))
          .ifPresent(seconds -> failure.setNextRetryDelay(Duration.ofSeconds(seconds)));
      throw failure;
    }
    return new NoticeResult(
        false,
        "webhook %s refuses the notice (status %d): correct its address or signing key"
            .formatted(receiver.name(), status));
  }

  private URI address(Receiver.Webhook receiver) {
    String text = secrets.resolve(receiver.urlRef()).strip();
    try {
      URI address = URI.create(text);
      String host = address.getHost();
      boolean plain = "http".equals(address.getScheme()) && host != null && mayBePlain(host);
      if (host != null && (plain || "https".equals(address.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // the address must not become a cause
    }
    throw FailureType.MISCONFIGURED.failure(
        "%s, the address of webhook %s, is not an https URL (http is only for loopback and the hosts %s)"
            .formatted(receiver.urlRef(), receiver.name(), settings.plainHosts()));
  }

  private boolean mayBePlain(String host) {
    return host.equals("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}|\\[::1]")
        || settings.plainHosts().contains(host);
  }

  private static String body(Notice notice) {
    ObjectNode body = JSON.createObjectNode();
    body.put("key", notice.key().value());
    body.set("occasion", JSON.valueToTree(notice.occasion()));
    body.put("run", notice.run().value());
    body.put("environment", notice.environment().value());
    body.put("title", notice.title());
    body.put("text", notice.text());
    return body.toString();
  }

  /** Headers carry visible ASCII only. */
  private static String headerValue(String key) {
    return key.matches("[\\x21-\\x7e]+") ? key : URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static ApplicationFailure unavailable(Receiver receiver, String why) {
    return FailureType.UNAVAILABLE.failure("webhook %s %s".formatted(receiver.name(), why));
  }
}
