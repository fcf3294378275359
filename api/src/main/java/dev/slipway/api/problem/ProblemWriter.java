package dev.slipway.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes refusals, also where no controller is reached: in filters and in the error page. */
@Component
public final class ProblemWriter {
  /** Request attribute with the id that every answer and log line carries. */
  public static final String REQUEST_ID = "slipway.request-id";

  private static final String KIND = "slipway.problem";

  private final JsonMapper json;

  public ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  public void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = json.writeValueAsBytes(body(refusal, request));
    response.resetBuffer();
    response.setStatus(refusal.kind().status());
    refusal.headers().forEach(response::setHeader);
    response.setContentType(ProblemBody.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The same where a controller was reached. */
  public static ResponseEntity<ProblemBody> answer(Refusal refusal, HttpServletRequest request) {
    var answer = ResponseEntity.status(refusal.kind().status());
    refusal.headers().forEach(answer::header);
    return answer
        .contentType(MediaType.parseMediaType(ProblemBody.MEDIA_TYPE))
        .body(body(refusal, request));
  }

  private static ProblemBody body(Refusal refusal, HttpServletRequest request) {
    request.setAttribute(KIND, refusal.kind());
    return ProblemBody.of(refusal, request.getRequestURI(), requestId(request));
  }

  /** As what the request was refused; null when it was not. The status alone does not tell. */
  public static @Nullable Kind kind(HttpServletRequest request) {
    return (Kind) request.getAttribute(KIND);
  }

  public static String requestId(HttpServletRequest request) {
    Object id = request.getAttribute(REQUEST_ID);
    return id == null ? "" : id.toString();
  }
}
