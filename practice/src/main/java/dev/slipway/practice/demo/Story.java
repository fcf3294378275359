package dev.slipway.practice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The demo's story: a good release that survives a killed worker, and a bad one that goes back in
 * reverse order.
 */
final class Story {
  private static final String ENVIRONMENT = "shop-demo";
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private final Stage stage;
  private final DemoOptions options;
  private final long began = System.nanoTime();

  Story(Stage stage, DemoOptions options) {
    this.stage = stage;
    this.options = options;
  }

  /**
   * @return whether every release ended as it should
   */
  boolean tell() throws IOException, InterruptedException {
    DemoClient admin = stage.client();
    admin.post("/documents", ShopSeed.documents(stage.site()), "application/yaml");
    DemoClient ann = person(admin, "ann", "operator");
    DemoClient bob = person(admin, "bob", "approver");
    Stage.say(
        "\n1. ann releases 1.1.0 of catalog, orders and web; bob must approve; the worker will be killed in the middle");
    Teller good = start(ann, "v1.1.0", "v1.1.0", "ann's weekly release");
    approve(good, ann, bob);
    Optional<Kill> kill = killTheWorker(good, ann);
    String first = awaitEnd(good, ann);
    int survived = survived(kill, good, ann, first);
    Stage.say("\n2. ann releases 1.2.0, whose last service crashes");
    Teller bad = start(ann, "v1.2.0", "v1.2.0-crash", "one bad apple");
    approve(bad, ann, bob);
    String second = awaitEnd(bad, ann);
    Stage.say(
        "\nWhat runs now: "
            + String.join(", ", List.of(version("catalog"), version("orders"), version("web"))));
    boolean asTold =
        first.equals("SUCCEEDED")
            && second.equals("COMPENSATED")
            && allAtFirstVersion()
            && survived == 1;
    Stage.say(
        asTold ? "As told: the good release stands, the bad one left no trace." : "NOT as told.");
    stay();
    summary(List.of(good.run(), bad.run()), List.of(first, second), survived);
    return asTold;
  }

  private DemoClient person(DemoClient admin, String name, String role) throws IOException {
    ObjectNode body = admin.json().createObjectNode().put("owner", name);
    body.putArray("roles").add(role).add("viewer");
    String secret = admin.post("/tokens", body).path("secret").asText();
    Path unused = stage.secret(name + ".token", secret);
    return admin.as(secret);
  }

  private Teller start(DemoClient who, String version, String lastVersion, String reason) {
    ObjectNode body =
        who.json().createObjectNode().put("environment", ENVIRONMENT).put("reason", reason);
    ArrayNode services = body.putArray("services");
    services.addObject().put("service", "catalog").put("version", version);
    services.addObject().put("service", "orders").put("version", version);
    services.addObject().put("service", "web").put("version", lastVersion);
    String run = who.post("/releases", body).path("run").asText();
    Stage.say("  run " + run);
    return new Teller(who, run);
  }

  private void approve(Teller release, DemoClient viewer, DemoClient approver) {
    String run = release.run();
    await(
        "the gate of " + run,
        release,
        () -> state(viewer, run).equals("AWAITING_APPROVAL") || ended(viewer, run));
    if (ended(viewer, run)) {
      return;
    }
    JsonNode plan = viewer.get("/releases/" + run + "/plan");
    PlanShown.lines(viewer, plan, viewer.text("/ledger/" + run))
        .forEach(line -> Stage.say("  | " + line));
    ask();
    ObjectNode vote =
        approver
            .json()
            .createObjectNode()
            .put("choice", "approve")
            .put("reason", "looks right")
            .put("planHash", plan.path("hash").asText());
    approver.post("/releases/" + run + "/votes", vote);
  }

  private void ask() {
    if (options.unattended()) {
      Stage.say("  >> bob approves");
      return;
    }
    Stage.say("  >> Press Enter to approve this plan as bob.");
    try {
      int typed = System.in.read();
      while (typed >= 0 && typed != '\n') {
        typed = System.in.read();
      }
      if (typed < 0) {
        Stage.say("  >> nobody at the keyboard; bob approves");
      }
    } catch (IOException closed) {
      Stage.say("  >> nobody at the keyboard; bob approves");
    }
  }

  private Optional<Kill> killTheWorker(Teller release, DemoClient viewer) {
    await(
        "the rollout of orders",
        release,
        () -> release.hasTold("change-made", "orders: ") || ended(viewer, release.run()));
    if (ended(viewer, release.run())) {
      Stage.say("  >> the release ended before its worker could be killed");
      return Optional.empty();
    }
    long pid = stage.worker().pid();
    var kill = new Kill(Instant.now());
    stage.worker().kill();
    Stage.say(
        "  >> kill -9 of the worker (process %d) in the middle of the rollout; starting another"
            .formatted(pid));
    stage.worker().start();
    stage.awaitWorker(release::more);
    return Optional.of(kill);
  }

  /** Only a kill that the ledger shows in the middle of a rollout, and a good end after it. */
  private static int survived(
      Optional<Kill> kill, Teller release, DemoClient viewer, String state) {
    String facts = viewer.text("/ledger/" + release.run());
    boolean met = kill.filter(moment -> moment.inTheMiddle(facts)).isPresent();
    if (kill.isPresent() && !met) {
      Stage.say("  >> the ledger shows no rollout under way when the worker was killed");
    }
    return met && state.equals("SUCCEEDED") ? 1 : 0;
  }

  private String awaitEnd(Teller release, DemoClient viewer) {
    await("the end of " + release.run(), release, () -> ended(viewer, release.run()));
    return state(viewer, release.run());
  }

  /** Tells what happens while it waits, so that the story is heard in its order. */
  private static void await(String what, Teller release, BooleanSupplier condition) {
    Waiting.until(
        what,
        LIMIT,
        () -> {
          boolean there = condition.getAsBoolean();
          release.more();
          return there;
        });
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
        .allMatch(s -> ShopLook.version(stage.site(), s).equals("1.1.0"));
  }

  private void stay() throws InterruptedException {
    if (options.keep()) {
      Stage.say(Invitation.text(stage));
      stage.stay();
    } else if (!options.unattended()) {
      Stage.say(
          "All of it ends now; ./slipway demo --keep stays up, to look around and try your own.");
    }
  }

  private void summary(List<String> runs, List<String> ends, int survived) {
    ObjectNode summary = stage.client().json().createObjectNode();
    ArrayNode releases = summary.putArray("releases");
    for (int i = 0; i < runs.size(); i++) {
      releases.addObject().put("run", runs.get(i)).put("state", ends.get(i));
    }
    summary
        .put("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))
        .put("killsSurvived", survived);
    Stage.say(summary.toString());
  }
}
