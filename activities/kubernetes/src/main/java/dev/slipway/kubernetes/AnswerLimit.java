package dev.slipway.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends an answer that has begun and does not end. The client's own time limit holds until the
 * answer begins; for the rest of it the client waits for ever (fabric8's issues 6909 and 7299), and
 * so would the activity's thread, long after Temporal has given the attempt up.
 */
final class AnswerLimit implements Interceptor {
  private final Duration longest;

  /**
   * @param longest from the head of an answer to its end; the whole call may take this long and the
   *     client's own limit before it
   */
  AnswerLimit(Duration longest) {
    this.longest = longest;
  }

  @Override
  public void after(
      HttpRequest request, HttpResponse<?> answer, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (answer.body() instanceof AsyncBody body) {
      CompletableFuture<Void> unused =
          body.done()
              .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete(
                  (end, late) -> {
                    if (late != null) {
                      // or its connection would stay open for as long as the server likes
                      body.cancel();
                    }
                  });
    }
  }
}
