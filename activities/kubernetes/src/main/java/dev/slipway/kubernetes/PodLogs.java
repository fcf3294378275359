package dev.slipway.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Log lines of one container, bounded. */
final class PodLogs {
  private static final int EXCERPT = 2_000;
  private static final int EXCERPT_LINES = 40;

  private final KubernetesClient client;

  PodLogs(KubernetesClient client) {
    this.client = client;
  }

  /**
   * @param since only lines from then on; all kept lines when null
   * @param tail last lines only; 0 for no limit
   * @param bytes upper limit of the answer
   */
  record Window(boolean previous, @Nullable Instant since, int tail, int bytes) {}

  /** Empty when the container has no such log (yet, or no more). */
  Optional<String> read(String namespace, String pod, String container, Window window) {
    var path =
        new StringBuilder("/api/v1/namespaces/%s/pods/%s/log".formatted(namespace, pod))
            .append("?container=")
            .append(container)
            .append("&limitBytes=")
            .append(window.bytes());
    if (window.previous()) {
      path.append("&previous=true");
    }
    if (window.tail() > 0) {
      path.append("&tailLines=").append(window.tail());
    }
    if (window.since() != null) {
      String moment = window.since().truncatedTo(ChronoUnit.SECONDS).toString();
      path.append("&sinceTime=").append(URLEncoder.encode(moment, StandardCharsets.UTF_8));
    }
    try {
      return Optional.ofNullable(client.raw(path.toString()));
    } catch (KubernetesClientException fault) {
      // 400: the container has not started, or there is no previous one
      if (fault.getCode() == 400 || fault.getCode() == 404) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  /** The last words of a container that ended: of its previous run, else of this one. Redacted. */
  String lastWords(String namespace, String pod, String container) {
    String text =
        quietly(namespace, pod, container, true)
            .or(() -> quietly(namespace, pod, container, false))
            .orElse("");
    return Redaction.tail(text, EXCERPT);
  }

  /** A log that cannot be read must not hide the crash it would explain. */
  private Optional<String> quietly(
      String namespace, String pod, String container, boolean previous) {
    try {
      return read(namespace, pod, container, new Window(previous, null, EXCERPT_LINES, 64 * 1024))
          .filter(text -> !text.isBlank());
    } catch (KubernetesClientException unreadable) {
      return Optional.empty();
    }
  }
}
