package dev.slipway.contract.release;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.notice.Receiver;
import dev.slipway.release.RunEnd;
import java.util.List;

/**
 * @param end as the ledger has it
 */
public record LastWordStart(
    RunId run, EnvironmentName environment, List<Receiver> receivers, RunEnd end) {
  public LastWordStart {
    receivers = List.copyOf(receivers);
  }
}
