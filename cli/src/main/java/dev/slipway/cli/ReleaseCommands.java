package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about releases. */
@Command(
    name = "release",
    description = "Plan, start, watch and steer releases.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      PlanCommand.class,
      StartCommand.class,
      ReleaseReadCommands.ListRuns.class,
      ReleaseReadCommands.Show.class,
      ReleaseReadCommands.Watch.class,
      VoteCommands.Approve.class,
      VoteCommands.Reject.class,
      VoteCommands.DecideAlone.class,
      OrderCommands.Hold.class,
      OrderCommands.Resume.class,
      OrderCommands.Abort.class,
      OrderCommands.Detach.class,
      RollbackCommand.class
    })
final class ReleaseCommands implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw Group.needsWord(spec);
  }
}
