package dev.slipway.fire.stage;

import dev.slipway.lab.Lab;
import java.util.List;

/**
 * How the processes of a crew reach the lab, and whom they tell of what happens. Those who judge
 * always reach it straight.
 *
 * @param seen the lab's addresses as the processes are told them
 * @param registryByTls whether the registry is spoken to by TLS
 * @param flags of their JVMs
 * @param worker further settings of the worker
 * @param receivers as an environment's document names them; empty for nobody
 */
public record Wires(
    Lab seen, boolean registryByTls, List<String> flags, List<String> worker, String receivers) {
  public Wires {
    flags = List.copyOf(flags);
    worker = List.copyOf(worker);
  }

  /** Nothing in between, and nobody is told. */
  public static Wires straight(Lab lab) {
    return new Wires(lab, false, List.of(), List.of(), "");
  }
}
