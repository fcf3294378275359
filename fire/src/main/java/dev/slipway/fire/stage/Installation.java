package dev.slipway.fire.stage;

import com.google.protobuf.util.Durations;
import dev.slipway.contract.Payloads;
import dev.slipway.lab.Lab;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.Login;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one installation of Slipway has for itself on the lab: a namespace of Temporal, a database
 * and a site, all of one name.
 *
 * @param wires how its processes reach the lab
 * @param name lower-case letters and digits
 * @param folder for its secrets and logs
 */
record Installation(Lab lab, Wires wires, String name, Path folder) {
  private static final String PASSWORD = "only-this-run";
  private static final Duration START = Duration.ofMinutes(3);

  /** May make roles; the lab gives it the password of its own user. */
  private static final String ADMINISTRATOR = "postgres";

  void makeDatabase() {
    inPostgres("create database " + name);
  }

  void dropDatabase() {
    inPostgres("drop database if exists " + name + " with (force)");
    inPostgres("drop role if exists " + name);
  }

  private void inPostgres(String statement) {
    try (Connection connection =
            DriverManager.getConnection(lab.postgresUrl(), ADMINISTRATOR, lab.postgresPassword());
        var call = connection.createStatement()) {
      var unused = call.execute(statement);
    } catch (SQLException refused) {
      throw new FireFailure("the lab's PostgreSQL refused: " + statement, refused);
    }
  }

  WorkflowServiceStubs temporal() {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(lab.temporal()).build());
    // a busy machine needs longer than the client waits for one answer
    Waiting.until("a namespace in Temporal", START, () -> isRegistered(stubs));
    return stubs;
  }

  private boolean isRegistered(WorkflowServiceStubs stubs) {
    try {
      var unused =
          stubs
              .blockingStub()
              .registerNamespace(
                  RegisterNamespaceRequest.newBuilder()
                      .setNamespace(name)
                      .setWorkflowExecutionRetentionPeriod(Durations.fromDays(1))
                      .build());
      return true;
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode() == Status.Code.ALREADY_EXISTS;
    }
  }

  WorkflowClient client(WorkflowServiceStubs stubs) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(name)
            .setDataConverter(Payloads.converter())
            .build());
  }

  LedgerSettings ledger() {
    return new LedgerSettings(database(lab), new Login(name, PASSWORD), null);
  }

  private String database(Lab reached) {
    return reached.postgresUrl().replaceFirst("/[^/]+$", "/" + name);
  }

  List<String> settings() {
    return List.of(
        "--slipway.temporal.address=" + wires.seen().temporal(),
        "--slipway.temporal.namespace=" + name,
        "--slipway.ledger.url=" + database(wires.seen()),
        "--slipway.ledger.user=" + name,
        "--slipway.ledger.password=file:" + secret("ledger-password", PASSWORD),
        "--slipway.ledger.owner=" + ADMINISTRATOR,
        "--slipway.ledger.owner-password=file:" + secret("owner-password", lab.postgresPassword()));
  }

  List<String> siteSettings() {
    String site = "--slipway.sites." + name + ".";
    List<String> settings = new ArrayList<>(wires.worker());
    settings.add(site + "kubeconfig=" + wires.seen().settings().get("KUBECONFIG_SLIPWAY"));
    settings.add(site + "hosts=127.0.0.1");
    if (!wires.registryByTls()) {
      settings.add(site + "insecure-registries=" + wires.seen().registry());
    }
    return settings;
  }

  private Path secret(String file, String value) {
    try {
      return Files.writeString(folder.resolve(file), value);
    } catch (IOException e) {
      throw new FireFailure("no secret can be written into " + folder, e);
    }
  }
}
