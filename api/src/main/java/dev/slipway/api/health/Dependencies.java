package dev.slipway.api.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.api.document.Registered;
import dev.slipway.api.door.Caller;
import dev.slipway.api.engine.Pollers;
import dev.slipway.api.engine.Polling;
import dev.slipway.contract.TaskQueues;
import dev.slipway.ledger.Database;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What this process depends on, looked at when asked. */
@Component
final class Dependencies {
  private static final Logger LOG = LoggerFactory.getLogger(Dependencies.class);
  private static final int PATIENCE_SECONDS = 3;

  private final Database database;
  private final WorkflowClient temporal;
  private final Pollers pollers;
  private final Registered registered;

  Dependencies(Database database, WorkflowClient temporal, Pollers pollers, Registered registered) {
    this.database = database;
    this.temporal = temporal;
    this.pollers = pollers;
    this.registered = registered;
  }

  /**
   * @param detail a version, or what is wrong
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Seen(String name, boolean well, String detail) {
    Seen withoutDetail() {
      return new Seen(name, well, "");
    }
  }

  /** Those without which nothing can be served. */
  List<Seen> needed() {
    return List.of(
        seen("database", this::databaseVersion), seen("temporal", this::temporalVersion));
  }

  /** All of it, with those sites and unreadable documents that the caller may see. */
  List<Seen> all(Caller caller) {
    var all = new ArrayList<>(needed());
    all.add(polled("workers", pollers.slipway()));
    registered()
        .ifPresent(
            known -> {
              known
                  .sites(caller)
                  .forEach(site -> all.add(polled(TaskQueues.site(site), pollers.site(site))));
              known.unreadable().stream()
                  .filter(document -> document.isSeenBy(caller))
                  .map(one -> new Seen(one.key().toString(), false, one.sentence()))
                  .forEach(all::add);
            });
    return all;
  }

  /** Empty where the ledger does not answer: the database stands in the list then. */
  private Optional<Registered.Snapshot> registered() {
    try {
      return Optional.of(registered.now());
    } catch (RuntimeException unread) {
      LOG.warn("the documents are not known", unread);
      return Optional.empty();
    }
  }

  private static Seen polled(String name, Polling polling) {
    boolean well = polling instanceof Polling.Asked && !polling.isMissing();
    return new Seen(name, well, polling.sentence() + (polling.isMissing() ? "; start one" : ""));
  }

  private static Seen seen(String name, Supplier<String> look) {
    try {
      return new Seen(name, true, look.get());
    } catch (RuntimeException failed) {
      return new Seen(name, false, String.valueOf(failed.getMessage()));
    }
  }

  private String databaseVersion() {
    return "PostgreSQL "
        + database.call(client -> client.sql("show server_version").query(String.class).single());
  }

  private String temporalVersion() {
    return "Temporal "
        + stub().getSystemInfo(GetSystemInfoRequest.getDefaultInstance()).getServerVersion();
  }

  private WorkflowServiceBlockingStub stub() {
    return temporal
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
