package dev.slipway.practice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The demo's story: a good release that survives a killed worker, and a bad one that goes back in
 * reverse order.
 */
final class Story {
  private static final String ENVIRONMENT = "shop-demo";
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private final Stage stage;
  private final DemoOptions options;
  private final long began = System.nanoTime();
  private int kills;

  Story(Stage stage, DemoOptions options) {
    this.stage = stage;
    this.options = options;
  }

  /**
   * @return whether every release ended as it should
   */
  boolean tell() {
    DemoClient admin = stage.client();
    admin.post("/documents", ShopSeed.documents(stage.site()), "application/yaml");
    DemoClient ann = person(admin, "ann", "releaser");
    DemoClient bob = person(admin, "bob", "approver");
    Stage.say(
        "\n1. ann releases v1.1.0 of catalog, orders and web; bob must approve; the worker will be killed in the middle");
    String good = start(ann, "v1.1.0", "v1.1.0", "ann's weekly release");
    approve(good, ann, bob);
    killTheWorker(good, ann);
    String first = awaitEnd(good, ann);
    Stage.say("\n2. ann releases v1.2.0, whose last service crashes");
    String bad = start(ann, "v1.2.0", "v1.2.0-crash", "one bad apple");
    approve(bad, ann, bob);
    String second = awaitEnd(bad, ann);
    Stage.say(
        "\nWhat runs now: "
            + String.join(", ", List.of(version("catalog"), version("orders"), version("web"))));
    boolean asTold =
        first.equals("SUCCEEDED") && second.equals("COMPENSATED") && allAtFirstVersion();
    Stage.say(
        asTold
            ? "As told: the good release stands, the bad one left no trace."
            : "NOT as told; see the logs above.");
    where();
    stay();
    summary(List.of(good, bad), List.of(first, second));
    return asTold;
  }

  private DemoClient person(DemoClient admin, String name, String role) {
    ObjectNode body = admin.json().createObjectNode().put("owner", name);
    body.putArray("roles").add(role).add("viewer");
    return admin.as(admin.post("/tokens", body).path("secret").asText());
  }

  private String start(DemoClient who, String version, String lastVersion, String reason) {
    ObjectNode body =
        who.json().createObjectNode().put("environment", ENVIRONMENT).put("reason", reason);
    ArrayNode services = body.putArray("services");
    services.addObject().put("service", "catalog").put("version", version);
    services.addObject().put("service", "orders").put("version", version);
    services.addObject().put("service", "web").put("version", lastVersion);
    String run = who.post("/releases", body).path("run").asText();
    Stage.say("  run " + run);
    return run;
  }

  private void approve(String run, DemoClient viewer, DemoClient approver) {
    Waiting.until(
        "the gate of " + run,
        LIMIT,
        () -> state(viewer, run).equals("AWAITING_APPROVAL") || ended(viewer, run));
    if (ended(viewer, run)) {
      return;
    }
    String hash = viewer.get("/releases/" + run + "/plan").path("hash").asText();
    ask(run, hash);
    ObjectNode vote =
        approver
            .json()
            .createObjectNode()
            .put("choice", "approve")
            .put("reason", "looks right")
            .put("planHash", hash);
    approver.post("/releases/" + run + "/votes", vote);
  }

  private void ask(String run, String hash) {
    if (options.unattended()) {
      return;
    }
    Stage.say("  >> plan %s of %s waits. Press Enter to approve as bob.".formatted(hash, run));
    try {
      int ignored = System.in.read();
    } catch (IOException closed) {
      Stage.say("  >> no terminal; approved");
    }
  }

  private void killTheWorker(String run, DemoClient viewer) {
    Waiting.until(
        "the rollout of orders",
        LIMIT,
        () -> timelineHas(viewer, run, "orders: set ") || ended(viewer, run));
    long pid = stage.worker().pid();
    stage.worker().kill();
    kills++;
    Stage.say(
        "  >> kill -9 of the worker (process %d) in the middle of the rollout; starting another"
            .formatted(pid));
    stage.worker().start();
    stage.awaitWorker();
  }

  private static boolean timelineHas(DemoClient viewer, String run, String words) {
    for (JsonNode entry : viewer.get("/releases/" + run + "/timeline")) {
      if (entry.path("sentence").asText().startsWith(words)) {
        return true;
      }
    }
    return false;
  }

  private String awaitEnd(String run, DemoClient viewer) {
    var teller = new Teller(viewer, run);
    Waiting.until(
        "the end of " + run,
        LIMIT,
        () -> {
          teller.more();
          return ended(viewer, run);
        });
    teller.more();
    return viewer.get("/releases/" + run).path("state").asText();
  }

  private static String state(DemoClient viewer, String run) {
    return viewer.get("/releases/" + run).path("state").asText();
  }

  private static boolean ended(DemoClient viewer, String run) {
    return !viewer.get("/releases/" + run).path("end").isMissingNode()
        && !viewer.get("/releases/" + run).path("end").isNull();
  }

  private String version(String service) {
    return service + " " + ShopLook.version(stage.site(), service);
  }

  private boolean allAtFirstVersion() {
    return List.of("catalog", "orders", "web").stream()
        .allMatch(s -> ShopLook.version(stage.site(), s).equals("v1.1.0"));
  }

  private void where() {
    stage.temporal().webUi().ifPresent(ui -> Stage.say("Every run in Temporal's Web UI: " + ui));
    Stage.say("API: http://127.0.0.1:%d/api/v1".formatted(stage.apiPort()));
  }

  private void stay() {
    if (!options.keep()) {
      return;
    }
    Stage.say("Staying up; Ctrl-C ends everything.");
    while (!Thread.currentThread().isInterrupted()) {
      Waiting.pause();
    }
  }

  private void summary(List<String> runs, List<String> ends) {
    ObjectNode summary = stage.client().json().createObjectNode();
    ArrayNode releases = summary.putArray("releases");
    for (int i = 0; i < runs.size(); i++) {
      releases.addObject().put("run", runs.get(i)).put("state", ends.get(i));
    }
    summary
        .put("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))
        .put("killsSurvived", kills);
    Stage.say(summary.toString());
  }
}
