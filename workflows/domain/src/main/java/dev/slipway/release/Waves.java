package dev.slipway.release;

import dev.slipway.name.ServiceName;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders services by what they depend on. A service stands in the first wave in which everything it
 * depends on, as far as it is released too, is done; inside a wave the order of the request holds.
 */
final class Waves {

  private Waves() {}

  /**
   * @param problems gets the circle, if there is one; then the answer is empty
   */
  static List<List<ResolvedService>> order(List<ResolvedService> services, List<Problem> problems) {
    var waves = new ArrayList<List<ResolvedService>>();
    var left = new ArrayList<>(services);
    while (!left.isEmpty()) {
      List<ServiceName> waiting = left.stream().map(ResolvedService::name).toList();
      List<ResolvedService> free =
          left.stream().filter(s -> s.dependsOn().stream().noneMatch(waiting::contains)).toList();
      if (free.isEmpty()) {
        problems.add(
            new Problem(
                "services." + left.getFirst().name() + ".dependsOn",
                "these services wait for each other: "
                    + circle(left)
                    + "; take one of the dependencies away"));
        return List.of();
      }
      waves.add(free);
      left.removeAll(free);
    }
    return List.copyOf(waves);
  }

  private static String circle(List<ResolvedService> left) {
    var path = new ArrayList<ServiceName>();
    ServiceName at = left.getFirst().name();
    while (!path.contains(at)) {
      path.add(at);
      at = next(at, left);
    }
    var circle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    circle.add(at);
    return String.join(" -> ", circle.stream().map(ServiceName::value).toList());
  }

  /** Everything left waits for something left, or it would have been free. */
  private static ServiceName next(ServiceName of, List<ResolvedService> left) {
    List<ServiceName> waiting = left.stream().map(ResolvedService::name).toList();
    return left.stream()
        .filter(s -> s.name().equals(of))
        .flatMap(s -> s.dependsOn().stream())
        .filter(waiting::contains)
        .findFirst()
        .orElseThrow();
  }
}
