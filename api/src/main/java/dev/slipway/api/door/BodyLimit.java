package dev.slipway.api.door;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.ProblemWriter;
import dev.slipway.api.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a body once, up to a limit, so that nobody can fill the memory and a body can be hashed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class BodyLimit extends OncePerRequestFilter {
  /** In bytes. */
  static final int LIMIT = 1024 * 1024;

  private final ProblemWriter problems;

  BodyLimit(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LIMIT) {
      tooLarge(request, response);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
    if (body.length > LIMIT) {
      tooLarge(request, response);
      return;
    }
    chain.doFilter(new ReadRequest(request, body), response);
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
