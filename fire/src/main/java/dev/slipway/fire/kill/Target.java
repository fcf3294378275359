package dev.slipway.fire.kill;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is killed. */
public enum Target {
  /** The worker, by itself, exactly at the point. */
  WORKER,
  /** The API. */
  API,
  /** Temporal. */
  TEMPORAL,
  /** PostgreSQL with all its children. */
  LEDGER,
  /** The Kubernetes API server. */
  APISERVER,
  /** Worker, API, Temporal and PostgreSQL together. */
  POWER,
  /** The worker gets SIGTERM instead, and has its grace period. */
  DRAIN;

  /** Parts of the lab that die. */
  List<String> parts() {
    return switch (this) {
      case WORKER, API, DRAIN -> List.of();
      case TEMPORAL -> List.of("temporal");
      case LEDGER -> List.of("postgres");
      case APISERVER -> List.of("kube-apiserver");
      case POWER -> List.of("temporal", "postgres");
    };
  }

  boolean worker() {
    return this == WORKER || this == POWER;
  }

  boolean api() {
    return this == API || this == POWER;
  }

  /** As it is written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the known ones
   */
  public static Target of(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nothing called '%s' can be killed; there are %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(Target::word)
                                .collect(Collectors.joining(", ")))));
  }
}
