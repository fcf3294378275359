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
            "Hash of the plan that was seen elsewhere; the vote counts for that plan only, and nothing"
                + " is shown or asked.")
    @Nullable String plan;

    @Option(
        names = "--type",
        paramLabel = "ENVIRONMENT",
        description = "Name of the environment, where the policy wants it typed.")
    @Nullable String typed;

    @Mixin Keyed keyed = new Keyed();

    /**
     * @param consent asks before the vote is sent; null where a word too many does no harm
     */
    int cast(Shared at, String choice, @Nullable Consent consent) {
      String target = typed;
      String hash = plan;
      if (hash == null) {
        JsonNode view = at.api().json(Request.get("/api/v1/releases/" + Query.part(run)));
        hash = presentPlan(view);
        if (consent != null && view.path("gate").path("outcome").asText().equals("OPEN")) {
          target = consent.given(at, view, choice, typed);
        }
      }
      return send(at, choice, hash, target);
    }

    private int send(Shared at, String choice, String hash, @Nullable String target) {
      ObjectNode body = Json.object().put("choice", choice).put("planHash", hash);
      if (reason != null) {
        body.put("reason", reason);
      }
      if (target != null) {
        body.put("typedTarget", target);
      }
      String path = "/api/v1/releases/%s/votes".formatted(Query.part(run));
      JsonNode answer = at.api().json(Request.post(path, body.toString(), keyed.key()));
      at.show(
          answer,
          a ->
              "%s: %s counted for plan %s: %s"
                  .formatted(run, choice, hash, a.path("detail").asText()));
      return Exit.SUCCEEDED.code();
    }

    /** Of a run that has ended too: that it is too late is told by the run, and recorded. */
    private String presentPlan(JsonNode view) {
      String state = view.path("state").asText();
      boolean ended = view.path("ended").asBoolean();
      // a second gate of the same plan has a subject of its own
      String asked = view.path("gate").path("planHash").asText("");
      String hash = asked.isEmpty() && ended ? view.path("plan").path("hash").asText("") : asked;
      if (hash.isEmpty()) {
        throw new Trouble(
            Exit.REFUSED,
            ended
                ? "%s asked nobody: it ended as %s, %s"
                    .formatted(run, state, view.path("end").path("summary").asText())
                : "%s does not ask yet: it is %s; wait with 'slipway release watch %s'"
                    .formatted(run, state, run));
      }
      return hash;
    }
  }

  /** Says yes. */
  @Command(
      name = "approve",
      description = "Show the plan that waits at the gate, and approve it.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Approve implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Ballot ballot = new Ballot();
    @Mixin Consent consent = new Consent();

    @Override
    public Integer call() {
      return ballot.cast(shared, "approve", consent);
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
      return ballot.cast(shared, "reject", null);
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
    @Mixin Consent consent = new Consent();

    @Override
    public Integer call() {
      return ballot.cast(shared, "override", consent);
    }
  }
}
