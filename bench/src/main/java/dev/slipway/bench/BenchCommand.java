package dev.slipway.bench;

import dev.slipway.bench.bare.ThroughputBench;
import dev.slipway.bench.lab.IdleBench;
import dev.slipway.bench.lab.OverheadBench;
import dev.slipway.bench.lab.RecoverBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the benches; each is a command of its own. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "NAME",
    subcommands = {
      ActionsBench.class,
      WaitingBench.class,
      OverheadBench.class,
      RecoverBench.class,
      IdleBench.class,
      ThroughputBench.class
    },
    description = "Measures Slipway on this machine. Every number is measured when you ask.")
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "which bench? There are: actions, waiting, overhead, recover, idle, throughput");
  }
}
