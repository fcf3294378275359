package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders to a run. */
final class OrderCommands {
  private OrderCommands() {}

  /** What all orders have. */
  static final class Order {
    @Parameters(paramLabel = "RUN", description = "Id of the run.")
    String run = "";

    @Option(
        names = {"-m", "--reason"},
        paramLabel = "TEXT",
        description = "Kept in the ledger; detach needs one.")
    @Nullable String reason;

    @Mixin Keyed keyed = new Keyed();

    int give(Shared at, String word) {
      ObjectNode body = Json.object();
      if (reason != null) {
        body.put("reason", reason);
      }
      JsonNode answer =
          at.api()
              .json(
                  Request.post(
                      "/api/v1/releases/%s/%s".formatted(Query.part(run), word),
                      body.toString(),
                      keyed.key()));
      at.show(answer, a -> "%s: %s accepted: %s".formatted(run, word, a.path("detail").asText()));
      return Exit.SUCCEEDED.code();
    }
  }

  /** Holds. */
  @Command(
      name = "hold",
      description = "Stop advancing, keep watching.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Hold implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Order order = new Order();

    @Override
    public Integer call() {
      return order.give(shared, "hold");
    }
  }

  /** Resumes. */
  @Command(
      name = "resume",
      description = "Go on after a hold.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Resume implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Order order = new Order();

    @Override
    public Integer call() {
      return order.give(shared, "resume");
    }
  }

  /** Aborts. */
  @Command(
      name = "abort",
      description = "End now and take back what was done; always wins.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Abort implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Order order = new Order();

    @Override
    public Integer call() {
      return order.give(shared, "abort");
    }
  }

  /** Detaches. */
  @Command(
      name = "detach",
      description = "Let go of the run: nothing more is done and nothing is undone.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Detach implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Order order = new Order();

    @Override
    public Integer call() {
      return order.give(shared, "detach");
    }
  }
}
