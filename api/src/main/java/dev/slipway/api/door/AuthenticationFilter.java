package dev.slipway.api.door;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.ProblemWriter;
import dev.slipway.api.problem.Refusal;
import dev.slipway.ledger.token.Authentication;
import dev.slipway.ledger.token.Token;
import dev.slipway.ledger.token.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the caller by the bearer token; whoever has none gets no further. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
public final class AuthenticationFilter extends OncePerRequestFilter {
  static final String CALLER = "slipway.caller";
  private static final Logger LOG = LoggerFactory.getLogger(AuthenticationFilter.class);

  private final Tokens tokens;
  private final ProblemWriter problems;

  AuthenticationFilter(Tokens tokens, ProblemWriter problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return OpenPaths.contains(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      request.setAttribute(CALLER, caller(request.getHeader("Authorization")));
    } catch (Refusal refusal) {
      problems.write(refusal, request, response);
      return;
    } catch (RuntimeException broken) {
      LOG.error("tokens cannot be checked", broken);
      problems.write(
          Refusal.of(Kind.UNAVAILABLE, "tokens cannot be checked at the moment; try again"),
          request,
          response);
      return;
    }
    chain.doFilter(request, response);
  }

  /** The caller of a request that went through this filter; null on open paths. */
  public static @Nullable Caller of(HttpServletRequest request) {
    return (Caller) request.getAttribute(CALLER);
  }

  private Caller caller(@Nullable String header) {
    if (header == null) {
      throw no("send 'Authorization: Bearer TOKEN'; an admin makes tokens by slipway token create");
    }
    if (!header.toLowerCase(Locale.ROOT).startsWith("bearer ") || header.length() > 1000) {
      throw no("the Authorization header must read 'Bearer TOKEN'");
    }
    return switch (tokens.authenticate(header.substring(7).trim())) {
      case Authentication.Valid valid -> caller(valid.token());
      case Authentication.Refused refused ->
          throw no(refused.why() + "; an admin makes tokens by slipway token create");
    };
  }

  private static Caller caller(Token token) {
    return new Caller(
        token.owner(), token.roles(), token.scope().environments(), token.scope().services());
  }

  private static Refusal no(String why) {
    return Refusal.of(Kind.UNAUTHENTICATED, why)
        .withHeader("WWW-Authenticate", "Bearer realm=\"slipway\"");
  }
}
