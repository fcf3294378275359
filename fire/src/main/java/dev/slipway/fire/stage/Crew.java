package dev.slipway.fire.stage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fire.fuse.Fuse;
import dev.slipway.fire.fuse.FuseWiring;
import dev.slipway.lab.Lab;
import dev.slipway.ledger.Database;
import dev.slipway.practice.FreePort;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One installation of Slipway on the lab: a worker and an API as shipped, with fuses; a client of
 * its Temporal and a look into its ledger for those who judge.
 */
public final class Crew implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORKER = "worker";
  private static final Duration START = Duration.ofMinutes(3);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final String name =
      "f" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  private final Lab lab;
  private final Wires wires;
  private final boolean fused;
  private final Jars jars;
  private final Path home;
  private final Path folder;
  private final Path fuse;
  private final Installation installation;
  private final FuseBox fuses = new FuseBox();
  private final int apiPort = FreePort.any();
  private final Program worker;
  private final Program api;
  private final WorkflowClient temporal;
  private final Database ledger;
  private final Door admin;

  /**
   * Reaches the lab straight; comes back when the API serves.
   *
   * @param home logs stay there
   */
  public Crew(Lab lab, Jars jars, Path home) {
    this(lab, jars, home, Wires.straight(lab));
  }

  /**
   * For those who measure: nothing is told of what a process does, because a word at each moment
   * costs more than some of the moments. Comes back when the API serves.
   *
   * @param home logs stay there
   */
  public static Crew unwatched(Lab lab, Jars jars, Path home) {
    return new Crew(lab, jars, home, Wires.straight(lab), false);
  }

  /**
   * Comes back when the API serves.
   *
   * @param home logs stay there
   */
  public Crew(Lab lab, Jars jars, Path home, Wires wires) {
    this(lab, jars, home, wires, true);
  }

  private Crew(Lab lab, Jars jars, Path home, Wires wires, boolean fused) {
    this.lab = lab;
    this.fused = fused;
    this.wires = wires;
    this.jars = jars;
    this.home = home;
    folder = folder(home.resolve(name));
    open.push(fuses);
    installation = new Installation(lab, wires, name, folder);
    installation.makeDatabase();
    open.push(installation::dropDatabase);
    var stubs = installation.temporal();
    open.push(stubs::shutdownNow);
    temporal = installation.client(stubs);
    fuse = FuseJar.pack(folder.resolve("fuse.jar"));
    Path token = folder.resolve("admin.token");
    api = program("api", apiCommand(token));
    worker = program(WORKER, workerCommand(jars.worker()));
    // the file is there a moment before the token is in it
    Waiting.until(
        "the API (log: " + api.log() + ")",
        START,
        () -> Files.exists(token) && !text(token).isEmpty());
    ledger = Database.open(installation.ledger());
    open.push(ledger);
    admin = new Door(URI.create("http://127.0.0.1:" + apiPort), text(token));
  }

  private Program program(String what, List<String> command) {
    Program program = new Program(what, folder.resolve(what + ".log"), command);
    open.push(program);
    program.start();
    return program;
  }

  private List<String> command(Unpacked shipped, String what, List<String> arguments) {
    shipped.train(arguments, folder.resolve(what + "-training.log"));
    List<String> command = new ArrayList<>(List.of(Unpacked.java()));
    command.addAll(Unpacked.flags());
    command.addAll(wires.flags());
    command.addAll(
        List.of(
            "-XX:SharedArchiveFile=" + shipped.archive(),
            "-D" + Fuse.PORT + "=" + fuses.port(),
            "-D" + Fuse.NAME + "=" + what,
            "-D" + FuseWiring.TELLS + "=" + (fused && what.equals(WORKER)),
            "-cp",
            shipped.jar() + ":" + fuse,
            shipped.mainClass()));
    command.addAll(arguments);
    return command;
  }

  private List<String> workerCommand(Path jar) {
    List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--slipway.grace=20s"));
    arguments.addAll(installation.settings());
    arguments.addAll(installation.siteSettings());
    return command(Unpacked.of(jar, home), WORKER, arguments);
  }

  private List<String> apiCommand(Path token) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + apiPort,
                "--management.server.port=0",
                "--slipway.bootstrap-token-file=" + token));
    arguments.addAll(installation.settings());
    return command(Unpacked.of(jars.api(), home), "api", arguments);
  }

  /** The next worker is of the new build, or of the old one again. */
  public void nextWorker(boolean newBuild) {
    worker.next(workerCommand(newBuild ? jars.newWorker() : jars.worker()));
  }

  /** A new person with a token of its own. */
  public Door person(String owner, String... roles) {
    ObjectNode body = JSON.createObjectNode().put("owner", owner);
    var list = body.putArray("roles");
    for (String role : roles) {
      list.add(role);
    }
    return admin.as(admin.post("/tokens", body).orFail("a token").path("secret").asText());
  }

  public String name() {
    return name;
  }

  public Lab lab() {
    return lab;
  }

  /** How its processes reach the lab. */
  public Wires wires() {
    return wires;
  }

  public FuseBox fuses() {
    return fuses;
  }

  public Program worker() {
    return worker;
  }

  public Program api() {
    return api;
  }

  public WorkflowClient temporal() {
    return temporal;
  }

  public Database ledger() {
    return ledger;
  }

  public Door admin() {
    return admin;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new FireFailure(file + " cannot be read", e);
    }
  }

  private static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new FireFailure(folder + " cannot be made", e);
    }
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception stubborn) {
        System.err.println("fire: could not stop everything: " + stubborn.getMessage());
      }
    }
  }
}
