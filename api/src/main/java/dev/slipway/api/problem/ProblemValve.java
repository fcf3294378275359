package dev.slipway.api.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Tomcat refuses before any filter sees it, such as a malformed address or a header that is
 * too long, in the form of everything else. Made by Tomcat, by the name of this class.
 */
public final class ProblemValve extends ErrorReportValve {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Kind kind = Kind.ofStatus(status);
    Refusal refusal =
        Refusal.of(
            kind,
            kind == Kind.MALFORMED
                ? "the address or a header of the request is malformed or too long"
                : kind.title());
    byte[] body =
        JSON.writeValueAsString(ProblemBody.of(refusal, "", UUID.randomUUID().toString()))
            .getBytes(StandardCharsets.UTF_8);
    try {
      response.setContentType(ProblemBody.MEDIA_TYPE);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException gone) {
      container.getLogger().debug("the caller has gone", gone);
    }
  }
}
