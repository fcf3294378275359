package dev.slipway.api.door;

import dev.slipway.api.SlipwayApiProperties;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.ProblemWriter;
import dev.slipway.api.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets as many requests in as can be served in good time and asks the others to come back, before
 * anything is done for them: a flood must not look like a failure of what lies behind.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class Crowd extends OncePerRequestFilter {
  /** A short rush passes without anybody noticing. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ProblemWriter problems;
  private final Semaphore requests;
  private final Semaphore streams;

  Crowd(ProblemWriter problems, SlipwayApiProperties properties) {
    this.problems = problems;
    this.requests = new Semaphore(properties.door().requests());
    this.streams = new Semaphore(properties.door().streams());
  }

  /** Whoever asks whether this process is alive must learn it above all when it is busy. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().equals("/livez") || request.getRequestURI().equals("/readyz");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Semaphore places = request.getRequestURI().endsWith("/timeline") ? streams : requests;
    if (!entered(places)) {
      problems.write(
          Refusal.of(
                  Kind.BUSY,
                  places == streams
                      ? "this process follows as many time lines as it can; try again"
                      : "more requests than this process can serve in good time; try again")
              .withHeader("Retry-After", "1"),
          request,
          response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      places.release();
    }
  }

  private static boolean entered(Semaphore places) {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
