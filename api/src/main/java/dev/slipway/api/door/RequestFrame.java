package dev.slipway.api.door;

import dev.slipway.api.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request an id that its answer and all its log lines carry. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestFrame extends OncePerRequestFilter {
  private static final String HEADER = "X-Request-Id";
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = id(request.getHeader(HEADER));
    request.setAttribute(ProblemWriter.REQUEST_ID, id);
    response.setHeader(HEADER, id);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    MDC.put("request", id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove("request");
    }
  }

  private static String id(@Nullable String given) {
    return given != null && SHAPE.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }
}
