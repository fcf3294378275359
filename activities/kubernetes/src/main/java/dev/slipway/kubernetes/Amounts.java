package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums of what pods ask for, and shares of replica counts. */
final class Amounts {
  private Amounts() {}

  /** What the scheduler counts for one pod: its containers together, or its greediest init one. */
  static BigDecimal requested(PodSpec pod, String resource) {
    return most(pod, container -> ask(container, resource, false));
  }

  /** What a quota on limits counts for one pod. */
  static BigDecimal limited(PodSpec pod, String resource) {
    return most(pod, container -> ask(container, resource, true));
  }

  static BigDecimal amount(@Nullable Map<String, Quantity> amounts, String resource) {
    Quantity quantity = amounts == null ? null : amounts.get(resource);
    return quantity == null ? BigDecimal.ZERO : Quantity.getAmountInBytes(quantity);
  }

  static boolean states(Container container, String resource, boolean limit) {
    var resources = container.getResources();
    if (resources == null) {
      return false;
    }
    var amounts = limit ? resources.getLimits() : resources.getRequests();
    return amounts != null && amounts.containsKey(resource);
  }

  /** A number, or a percentage of all pods. */
  static int share(@Nullable IntOrString value, int whole, RoundingMode rounding, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value.getIntVal() != null) {
      return value.getIntVal();
    }
    String text = String.valueOf(value.getStrVal());
    if (!text.matches("[0-9]{1,3}%")) {
      return otherwise;
    }
    return BigDecimal.valueOf(whole)
        .multiply(new BigDecimal(text.substring(0, text.length() - 1)))
        .divide(BigDecimal.valueOf(100), 0, rounding)
        .intValueExact();
  }

  private interface Ask {
    BigDecimal of(Container container);
  }

  private static BigDecimal most(PodSpec pod, Ask ask) {
    BigDecimal together =
        pod.getContainers().stream().map(ask::of).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<Container> init = pod.getInitContainers() == null ? List.of() : pod.getInitContainers();
    return init.stream().map(ask::of).reduce(together, BigDecimal::max);
  }

  private static BigDecimal ask(Container container, String resource, boolean limit) {
    var resources = container.getResources();
    if (resources == null) {
      return BigDecimal.ZERO;
    }
    return states(container, resource, limit) || limit
        ? amount(limit ? resources.getLimits() : resources.getRequests(), resource)
        // a limit without a request is the request
        : amount(resources.getLimits(), resource);
  }
}
