package dev.slipway.cli;

import dev.slipway.practice.world.Kinds;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.ListClosedWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that Slipway writes anywhere, put before a search.
 *
 * @param token with which the API is asked
 * @param runs whose time lines are read
 * @param said what the client wrote
 */
record SecretPlaces(SecretStage stage, String token, List<String> runs, String said) {

  SecretSearch searched(Map<String, String> wanted) throws Exception {
    var search = new SecretSearch(wanted);
    histories(search);
    tables(search);
    for (String name : stage.processes.keySet()) {
      search.look("log " + name, Files.readAllBytes(stage.log(name)));
      search.look("arguments of " + name, arguments(stage.processes.get(name)));
    }
    search.look("metrics of api", get(stage.apiManagement, "/actuator/prometheus"));
    search.look("metrics of worker", get(stage.workerPort, "/actuator/prometheus"));
    for (String run : runs) {
      search.look(
          "timeline of " + run, get(stage.apiPort, "/api/v1/releases/" + run + "/timeline"));
    }
    search.look("output of the client", said);
    search.look("notices", String.join("\n", stage.hook.notices()));
    objects(search);
    return search;
  }

  private static byte[] arguments(Process process) throws IOException {
    Path here = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
    return Files.isReadable(here)
        ? Files.readAllBytes(here)
        : process.info().commandLine().orElse("").getBytes(StandardCharsets.UTF_8);
  }

  String get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", path.startsWith("/actuator") ? "text/plain" : "application/json")
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  /** Whatever Temporal keeps: every event with payloads, failures and details, and each memo. */
  private void histories(SecretSearch search) {
    WorkflowServiceStubs temporal =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + stage.temporal)
                .build());
    try {
      var calls = temporal.blockingStub();
      var open = ListOpenWorkflowExecutionsRequest.newBuilder().setNamespace("default").build();
      var closed = ListClosedWorkflowExecutionsRequest.newBuilder().setNamespace("default").build();
      Stream.concat(
              calls.listOpenWorkflowExecutions(open).getExecutionsList().stream(),
              calls.listClosedWorkflowExecutions(closed).getExecutionsList().stream())
          .map(info -> info.getExecution())
          .forEach(execution -> history(search, temporal, execution));
    } finally {
      temporal.shutdownNow();
    }
  }

  private void history(
      SecretSearch search, WorkflowServiceStubs temporal, WorkflowExecution execution) {
    String place = "history " + execution.getWorkflowId();
    search.look(
        place,
        temporal
            .blockingStub()
            .getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest.newBuilder()
                    .setNamespace("default")
                    .setExecution(execution)
                    .build())
            .toByteArray());
    search.look(
        place,
        temporal
            .blockingStub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace("default")
                    .setExecution(execution)
                    .build())
            .toByteArray());
  }

  private void tables(SecretSearch search) throws Exception {
    try (var connection = stage.postgres.getDatabase("postgres", "slipway").getConnection();
        var statement = connection.createStatement()) {
      var names = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              "select table_schema || '.' || table_name from information_schema.tables"
                  + " where table_schema not in ('pg_catalog', 'information_schema')")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      for (String name : names) {
        try (var rows = statement.executeQuery("select t::text from " + name + " t")) {
          while (rows.next()) {
            search.look("table " + name.substring(name.indexOf('.') + 1), rows.getString(1));
          }
        }
      }
    }
  }

  /** What Slipway wrote into the cluster. */
  private void objects(SecretSearch search) {
    stage
        .site
        .world()
        .locked(() -> stage.site.world().store().list(Kinds.CONFIG_MAP, "shop").toList())
        .forEach(found -> search.look("object " + found.name(), found.json().toString()));
  }
}
