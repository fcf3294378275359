package dev.slipway.ledger.write;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.slipway.evidence.Fact;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Names of facts on the wire, read from where they are declared. */
final class FactKinds {
  private static final Map<Class<?>, String> NAMES =
      Arrays.stream(Objects.requireNonNull(Fact.class.getAnnotation(JsonSubTypes.class)).value())
          .collect(Collectors.toMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

  private FactKinds() {}

  static String of(Fact fact) {
    return Objects.requireNonNull(
        NAMES.get(fact.getClass()), () -> fact.getClass() + " has no name on the wire");
  }
}
