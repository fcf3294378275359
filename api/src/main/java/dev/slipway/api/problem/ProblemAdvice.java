package dev.slipway.api.problem;

import io.temporal.failure.ApplicationFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns everything a controller can throw into a problem; what nobody expected tells only its id.
 */
@RestControllerAdvice
final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemBody> refused(Refusal refusal, HttpServletRequest request) {
    return ProblemWriter.answer(refusal, request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> unreadable(
      HttpMessageNotReadableException broken, HttpServletRequest request) {
    return ProblemWriter.answer(UnreadableBody.explain(broken), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> mismatch(
      MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
    String why =
        UnreadableBody.parameter(
            wrong.getValue(), wrong.getRequiredType(), wrong.getMostSpecificCause());
    return ProblemWriter.answer(Refusal.invalid(wrong.getName(), why), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> missing(
      MissingServletRequestParameterException missing, HttpServletRequest request) {
    return ProblemWriter.answer(
        Refusal.invalid(missing.getParameterName(), "this query parameter is needed"), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> media(
      HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
    List<MediaType> known = wrong.getSupportedMediaTypes();
    return ProblemWriter.answer(
        Refusal.of(
            Kind.UNSUPPORTED_MEDIA_TYPE,
            "'%s' is not read here; send %s".formatted(wrong.getContentType(), known)),
        request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> method(
      HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
    String known = String.join(", ", orEmpty(wrong.getSupportedMethods()));
    return ProblemWriter.answer(
        Refusal.of(
                Kind.METHOD_NOT_ALLOWED,
                "%s is not possible here; possible: %s".formatted(wrong.getMethod(), known))
            .withHeader("Allow", known),
        request);
  }

  private static String[] orEmpty(String @Nullable [] methods) {
    return methods == null ? new String[0] : methods;
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> nothing(NoResourceFoundException none, HttpServletRequest request) {
    return ProblemWriter.answer(
        Refusal.notFound(
            "there is nothing at %s; /api/v1/openapi lists what there is"
                .formatted(request.getRequestURI())),
        request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> failed(ApplicationFailure failure, HttpServletRequest request) {
    LOG.warn("request {} failed: {}", ProblemWriter.requestId(request), failure.getMessage());
    return ProblemWriter.answer(Trouble.explain(failure), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemBody> any(Exception unexpected, HttpServletRequest request)
      throws Exception {
    if (unexpected instanceof ErrorResponse known) {
      Kind kind = Kind.ofStatus(known.getStatusCode().value());
      String said = known.getBody().getDetail();
      return ProblemWriter.answer(Refusal.of(kind, said == null ? kind.title() : said), request);
    }
    if (Disconnected.is(unexpected)) {
      throw unexpected;
    }
    LOG.error("request {} failed", ProblemWriter.requestId(request), unexpected);
    return ProblemWriter.answer(
        Refusal.of(
            Kind.INTERNAL,
            "the API failed at this request; its log has the reason under request id "
                + ProblemWriter.requestId(request)),
        request);
  }
}
