package dev.slipway.api.door;

import dev.slipway.api.problem.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that an endpoint does not know: a filter with a typing error in it would
 * otherwise answer more than was asked for.
 */
final class KnownQuery implements HandlerInterceptor {
  private final DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    // the page of an error is reached with the query of what went wrong
    if (request.getDispatcherType() != DispatcherType.ERROR
        && handler instanceof HandlerMethod method
        && method.getBeanType().getName().startsWith("dev.slipway.")
        && request.getQueryString() != null) {
      List<String> known = Stream.of(method.getMethodParameters()).flatMap(this::name).toList();
      var unknown = new TreeSet<>(request.getParameterMap().keySet());
      known.forEach(unknown::remove);
      if (!unknown.isEmpty()) {
        throw Refusal.invalid(
            unknown.first(), "unknown query parameter; known here: " + words(known));
      }
    }
    return true;
  }

  private static String words(List<String> known) {
    return known.isEmpty() ? "none" : String.join(", ", known);
  }

  private Stream<String> name(MethodParameter parameter) {
    if (!parameter.hasParameterAnnotation(RequestParam.class)) {
      return Stream.empty();
    }
    parameter.initParameterNameDiscovery(names);
    return Stream.ofNullable(parameter.getParameterName());
  }
}
