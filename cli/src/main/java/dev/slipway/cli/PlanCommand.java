package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a release would do. */
@Command(
    name = "plan",
    description = "Show what a release would do. Looks at the sites; starts and changes nothing.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PlanCommand implements Callable<Integer> {
  @Mixin Shared shared = new Shared();
  @Mixin Wanted wanted = new Wanted();

  @Option(names = "--origins", description = "Also show where each value came from.")
  boolean origins;

  @Override
  public Integer call() {
    JsonNode planned = shared.api().json(Request.look("/api/v1/plans", wanted.body()).takingLong());
    shared.show(planned, answer -> PlanText.of(answer, origins));
    return PlanText.blockers(planned).isEmpty() ? Exit.SUCCEEDED.code() : Exit.REFUSED.code();
  }
}
