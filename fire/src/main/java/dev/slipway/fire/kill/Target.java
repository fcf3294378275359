package dev.slipway.fire.kill;

import dev.slipway.lab.word.Worded;
import java.util.List;

/** What is killed. */
public enum Target implements Worded {
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

  /** Moments are told by the worker. */
  Volley.Fate fate() {
    if (this == DRAIN) {
      return Volley.Fate.STOPS;
    }
    return worker() ? Volley.Fate.DIES : Volley.Fate.LIVES;
  }

  boolean worker() {
    return this == WORKER || this == POWER;
  }

  boolean api() {
    return this == API || this == POWER;
  }

  /**
   * @throws IllegalArgumentException naming the known ones
   */
  public static Target of(String word) {
    return Worded.of(values(), word, "nothing called '%s' can be killed; there are %s");
  }
}
