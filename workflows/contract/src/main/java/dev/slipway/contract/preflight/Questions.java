package dev.slipway.contract.preflight;

import dev.slipway.preflight.Check;
import java.util.List;

/**
 * Checks that one adapter answers in one call; a bare list would not say in JSON which they are.
 */
public record Questions(List<Check> checks) {
  public Questions {
    checks = List.copyOf(checks);
  }
}
