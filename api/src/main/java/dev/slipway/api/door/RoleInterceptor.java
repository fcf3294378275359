package dev.slipway.api.door;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.name.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Compares what an endpoint needs with what the caller has. */
@Component
final class RoleInterceptor implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || !method.getBeanType().getName().startsWith("dev.slipway.")
        || request.getDispatcherType() != jakarta.servlet.DispatcherType.REQUEST) {
      return true;
    }
    Needs needs = method.getMethodAnnotation(Needs.class);
    Caller caller = AuthenticationFilter.of(request);
    if (caller == null) {
      return open(needs);
    }
    List<Role> enough = needs == null ? List.of() : Arrays.asList(needs.value());
    if (enough.stream().noneMatch(caller::has)) {
      throw Refusal.of(
          Kind.FORBIDDEN,
          "this needs the role %s; the token of %s has: %s"
              .formatted(words(enough, " or "), caller.name(), words(caller.roles(), ", ")));
    }
    return true;
  }

  /** Whoever came past the filter without a token, by whatever way, comes no further than here. */
  private static boolean open(@Nullable Needs needs) {
    if (needs != null) {
      throw Refusal.of(Kind.UNAUTHENTICATED, "send 'Authorization: Bearer TOKEN'");
    }
    return true;
  }

  private static String words(List<Role> roles, String between) {
    return roles.isEmpty()
        ? "none"
        : roles.stream().map(Caller::word).collect(Collectors.joining(between));
  }
}
