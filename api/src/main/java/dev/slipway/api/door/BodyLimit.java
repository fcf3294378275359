package dev.slipway.api.door;

import dev.slipway.api.SlipwayApiProperties;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.ProblemWriter;
import dev.slipway.api.problem.Refusal;
import dev.slipway.name.TimeText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a body once, up to a limit and for a limited time, so that nobody can fill the memory and a
 * body can be hashed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class BodyLimit extends OncePerRequestFilter {
  /** In bytes. */
  static final int LIMIT = 1024 * 1024;

  private final ProblemWriter problems;
  private final Duration time;

  BodyLimit(ProblemWriter problems, SlipwayApiProperties properties) {
    this.problems = problems;
    this.time = properties.door().requestTime();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LIMIT) {
      tooLarge(request, response);
      return;
    }
    try {
      byte[] body = read(request.getInputStream());
      if (body.length > LIMIT) {
        tooLarge(request, response);
        return;
      }
      chain.doFilter(new ReadRequest(request, body), response);
    } catch (SocketTimeoutException silent) {
      tooSlow(request, response);
    }
  }

  /** The limit of the server holds between two bytes; this one holds for all of them. */
  private byte[] read(InputStream in) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    var body = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      body.write(buffer, 0, read);
      if (body.size() > LIMIT) {
        break;
      }
      if (System.nanoTime() > end) {
        throw new SocketTimeoutException();
      }
    }
    return body.toByteArray();
  }

  private void tooSlow(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Connection", "close");
    problems.write(
        Refusal.of(Kind.TOO_SLOW, "the body did not arrive within %s".formatted(TimeText.of(time))),
        request,
        response);
  }

  private void tooLarge(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Connection", "close");
    problems.write(
        Refusal.of(
            Kind.TOO_LARGE,
            "a body has at most %d bytes; send documents in several calls".formatted(LIMIT)),
        request,
        response);
  }
}
