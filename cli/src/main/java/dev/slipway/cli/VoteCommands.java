package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Votes at a gate. */
final class VoteCommands {
  private VoteCommands() {}

  /** What all votes have. */
  static final class Ballot {

    @Parameters(paramLabel = "RUN", description = "Id of the run that waits.")
    String run = "";

    @Option(
        names = {"-m", "--reason"},
        paramLabel = "TEXT",
        description = "Kept in the ledger; an override needs one.")
    @Nullable String reason;

    @Option(
        names = "--plan",
        paramLabel = "HASH",
        description =
            "Hash of the plan you saw; the vote counts for that plan only. The present one if absent.")
    @Nullable String plan;

    @Option(
        names = "--type",
        paramLabel = "ENVIRONMENT",
        description = "Name of the environment, where the policy wants it typed.")
    @Nullable String typed;

    int cast(Shared at, String choice) {
      String hash = plan == null ? presentPlan(at) : plan;
      ObjectNode body = Json.object().put("choice", choice).put("planHash", hash);
      if (reason != null) {
        body.put("reason", reason);
      }
      if (typed != null) {
        body.put("typedTarget", typed);
      }
      JsonNode answer =
          at.api()
              .json(
                  Request.post(
                      "/api/v1/releases/%s/votes".formatted(Query.part(run)),
                      body.toString(),
                      at.key()));
      at.show(
          answer,
          a ->
              "%s: %s counted for plan %s: %s"
                  .formatted(run, choice, hash, a.path("detail").asText()));
      return Exit.SUCCEEDED.code();
    }

    private String presentPlan(Shared at) {
      JsonNode view = at.api().json(Request.get("/api/v1/releases/" + Query.part(run)));
      // a second gate of the same plan has a subject of its own
      String asked = view.path("gate").path("planHash").asText("");
      String hash = asked.isEmpty() ? view.path("plan").path("hash").asText("") : asked;
      if (hash.isEmpty()) {
        throw new Trouble(
            Exit.REFUSED,
            "%s has no plan to vote on; it is %s".formatted(run, view.path("state").asText()));
      }
      return hash;
    }
  }

  /** Says yes. */
  @Command(
      name = "approve",
      description = "Approve the plan that waits at the gate.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Approve implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Ballot ballot = new Ballot();

    @Override
    public Integer call() {
      return ballot.cast(shared, "approve");
    }
  }

  /** Says no. */
  @Command(
      name = "reject",
      description = "Reject the plan that waits at the gate; one rejection ends the release.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Reject implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Ballot ballot = new Ballot();

    @Override
    public Integer call() {
      return ballot.cast(shared, "reject");
    }
  }

  /** Decides alone. */
  @Command(
      name = "override",
      description = "Decide alone in an emergency; needs a role that may, and a reason.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class DecideAlone implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Ballot ballot = new Ballot();

    @Override
    public Integer call() {
      return ballot.cast(shared, "override");
    }
  }
}
