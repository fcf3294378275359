package dev.slipway.api.repeat;

import dev.slipway.api.door.AuthenticationFilter;
import dev.slipway.api.door.Caller;
import dev.slipway.api.door.ReadRequest;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.ProblemBody;
import dev.slipway.api.problem.ProblemWriter;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.problem.Trouble;
import dev.slipway.ledger.door.Begun;
import dev.slipway.ledger.door.IdempotencyKeys;
import dev.slipway.ledger.door.KeyedCall;
import io.temporal.failure.ApplicationFailure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Answers a repeated POST with the answer of the first one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
final class RepeatFilter extends OncePerRequestFilter {
  private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private static final Duration PATIENCE = Duration.ofSeconds(70);
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final IdempotencyKeys keys;
  private final Clock clock;
  private final ProblemWriter problems;

  RepeatFilter(IdempotencyKeys keys, Clock clock, ProblemWriter problems) {
    this.keys = keys;
    this.clock = clock;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || request.getHeader("Idempotency-Key") == null
        || AuthenticationFilter.of(request) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Caller caller = AuthenticationFilter.of(request);
    String key = request.getHeader("Idempotency-Key");
    if (caller == null || !SHAPE.matcher(key).matches()) {
      problems.write(
          Refusal.invalid("Idempotency-Key", "use 1 to 200 printable characters without spaces"),
          request,
          response);
      return;
    }
    String endpoint = request.getMethod() + " " + request.getRequestURI();
    try {
      answer(
          new KeyedCall(caller.name(), endpoint, key, fingerprint(request)),
          request,
          response,
          chain);
    } catch (ApplicationFailure failure) {
      problems.write(Trouble.explain(failure), request, response);
    }
  }

  private void answer(
      KeyedCall call, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    switch (begin(call)) {
      case Begun.Fresh fresh -> {
        request.setAttribute(Key.ATTRIBUTE, new Key(call.key(), Instant.parse(fresh.subject())));
        carryOut(call, fresh, request, response, chain);
      }
      case Begun.Answered done -> replay(done, response);
      case Begun.UnderWay busy -> problems.write(busy(call.key()), request, response);
      case Begun.Different other -> problems.write(reused(call.key()), request, response);
    }
  }

  private Begun begin(KeyedCall call) {
    Instant now = clock.instant();
    Instant end = now.plus(PATIENCE);
    Begun begun = keys.begin(call, now.toString());
    while (begun instanceof Begun.UnderWay && clock.instant().isBefore(end)) {
      LockSupport.parkNanos(GLANCE.toNanos());
      begun = keys.begin(call, now.toString());
    }
    return begun;
  }

  private void carryOut(
      KeyedCall call,
      Begun.Fresh fresh,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    var caught = new ContentCachingResponseWrapper(response);
    boolean answered = false;
    try {
      chain.doFilter(request, caught);
      answered = true;
    } finally {
      end(call, fresh, request, caught, answered);
      caught.copyBodyToResponse();
    }
  }

  /**
   * An answer is kept, also the no of a run, which the ledger has. A request that is wrong or that
   * the present state does not allow had no effect, so its key is free for the corrected one, and
   * for the same one when the state is another. After anything else nobody knows what happened, so
   * the key stays with what it was first used for: whoever repeats it makes the same thing, not
   * another one.
   */
  private void end(
      KeyedCall call,
      Begun.Fresh fresh,
      HttpServletRequest request,
      ContentCachingResponseWrapper caught,
      boolean answered) {
    int status = caught.getStatus();
    if (answered && (status < 300 || ProblemWriter.kind(request) == Kind.REFUSED)) {
      keep(call, fresh.attempt(), caught);
    } else if (answered && status < 500 && !fresh.takenOver()) {
      keys.giveUp(call, fresh.attempt());
    } else {
      keys.letGo(call, fresh.attempt());
    }
  }

  private void keep(KeyedCall call, UUID attempt, ContentCachingResponseWrapper caught) {
    String once = caught.getHeader(ShownOnce.HEADER);
    if (once == null) {
      String body = new String(caught.getContentAsByteArray(), StandardCharsets.UTF_8);
      keys.finish(call, attempt, caught.getStatus(), body);
    } else {
      keys.finish(call, attempt, Kind.CONFLICT.status(), ShownOnce.problem(once));
    }
  }

  private static void replay(Begun.Answered answer, HttpServletResponse response)
      throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setStatus(answer.status());
    response.setHeader("Idempotency-Replayed", "true");
    if (body.length > 0) {
      response.setContentType(
          answer.status() < 300 ? MediaType.APPLICATION_JSON_VALUE : ProblemBody.MEDIA_TYPE);
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static Refusal busy(String key) {
    return Refusal.of(
            Kind.CONFLICT,
            "the request with key '%s' is still being worked on; ask again with the same key"
                .formatted(key))
        .withHeader("Retry-After", "2");
  }

  private static Refusal reused(String key) {
    return Refusal.of(
        Kind.KEY_REUSED,
        "key '%s' belongs to a request with another path or body; use a new key".formatted(key));
  }

  private static String fingerprint(HttpServletRequest request) {
    String body =
        request instanceof ReadRequest read
            ? new String(read.body(), StandardCharsets.ISO_8859_1)
            : "";
    return Key.sha256(
        String.join(
            "\n",
            request.getMethod(),
            request.getRequestURI(),
            String.valueOf(request.getQueryString()),
            body));
  }
}
