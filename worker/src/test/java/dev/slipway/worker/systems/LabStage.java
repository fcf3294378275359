package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.slipway.contract.Payloads;
import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.document.DocumentSet;
import dev.slipway.lab.Lab;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.Login;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.worker.WorkerApplication;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The worker application on the lab's Temporal, PostgreSQL and Kubernetes, in a namespace of
 * Temporal, a database and a site of this run alone.
 */
final class LabStage implements AutoCloseable {
  private static final String PASSWORD = "only-this-test";

  /** May make roles; the lab gives it the password of its own user. */
  private static final String ADMINISTRATOR = "postgres";

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final Lab lab;
  private final String unique;
  private final WorkflowClient temporal;
  private final Database database;

  /**
   * @param unique lower-case letters and digits
   * @param account what the worker acts as in the cluster
   */
  LabStage(Lab lab, String unique, LabSiteWorker account, Path folder) throws IOException {
    this.lab = lab;
    this.unique = unique;
    temporal = temporal();
    LedgerSettings ledger = postgres();
    ConfigurableApplicationContext worker =
        new SpringApplicationBuilder(WorkerApplication.class)
            .run(arguments(ledger, account, folder).toArray(String[]::new));
    open.push(worker);
    database = Database.open(ledger);
    open.push(database::close);
  }

  private WorkflowClient temporal() {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(lab.temporal()).build());
    open.push(stubs::shutdownNow);
    stubs
        .blockingStub()
        .registerNamespace(
            RegisterNamespaceRequest.newBuilder()
                .setNamespace(unique)
                .setWorkflowExecutionRetentionPeriod(Durations.fromDays(1))
                .build());
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(unique)
            .setDataConverter(Payloads.converter())
            .build());
  }

  private LedgerSettings postgres() throws IOException {
    try (Connection connection =
            DriverManager.getConnection(lab.postgresUrl(), ADMINISTRATOR, lab.postgresPassword());
        var statement = connection.createStatement()) {
      statement.execute("create database " + unique);
    } catch (SQLException refused) {
      throw new IOException("the lab's PostgreSQL made no database", refused);
    }
    open.push(this::dropDatabase);
    return new LedgerSettings(
        lab.postgresUrl().replaceFirst("/[^/]+$", "/" + unique), new Login(unique, PASSWORD), null);
  }

  private void dropDatabase() throws IOException {
    try (Connection connection =
            DriverManager.getConnection(lab.postgresUrl(), ADMINISTRATOR, lab.postgresPassword());
        var statement = connection.createStatement()) {
      statement.execute("drop database " + unique + " with (force)");
      statement.execute("drop role if exists " + unique);
    } catch (SQLException refused) {
      throw new IOException("the lab's PostgreSQL keeps the database " + unique, refused);
    }
  }

  private List<String> arguments(LedgerSettings ledger, LabSiteWorker account, Path folder)
      throws IOException {
    Path password = Files.writeString(folder.resolve("ledger-password"), PASSWORD);
    Path owner = Files.writeString(folder.resolve("owner-password"), lab.postgresPassword());
    String site = "--slipway.sites." + unique + ".";
    Stream<String> own = account.settings(folder).stream().map(setting -> site + setting);
    Stream<String> others =
        Stream.of(
            "--server.port=0",
            "--slipway.temporal.address=" + lab.temporal(),
            "--slipway.temporal.namespace=" + unique,
            "--slipway.grace=5s",
            "--slipway.ledger.url=" + ledger.url(),
            "--slipway.ledger.user=" + unique,
            "--slipway.ledger.password=file:" + password,
            "--slipway.ledger.owner=" + ADMINISTRATOR,
            "--slipway.ledger.owner-password=file:" + owner,
            site + "insecure-registries=" + lab.registry(),
            site + "hosts=127.0.0.1");
    return Stream.concat(others, own).toList();
  }

  /** Starts the release and waits until it is over. */
  Ran release(ReleaseRequest request, DocumentSet documents) throws TimeoutException {
    String id = WorkflowIds.release(request.run());
    ReleaseWorkflow workflow =
        temporal.newWorkflowStub(
            ReleaseWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.SLIPWAY)
                .setTypedSearchAttributes(SearchAttributes.of(request))
                .build());
    WorkflowClient.start(workflow::run, new ReleaseStart(request, documents));
    RunEnd end = temporal.newUntypedWorkflowStub(id).getResult(170, TimeUnit.SECONDS, RunEnd.class);
    return new Ran(request.run(), end, new Timeline(database).after(request.run(), 0, 10_000));
  }

  /** Waits until Temporal's own list, which is a little behind, finds the release so. */
  void awaitListed(Ran ran, String query) {
    String id = WorkflowIds.release(ran.run());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!listed(query).contains(id)) {
      assertThat(System.nanoTime()).as("%s is listed by %s", id, query).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  /** Ids of the workflows that Temporal's own list finds. */
  List<String> listed(String query) {
    return temporal.listExecutions(query).map(run -> run.getExecution().getWorkflowId()).toList();
  }

  Database database() {
    return database;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
