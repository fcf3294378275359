package dev.slipway.practice.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.practice.app.SampleApp;
import dev.slipway.practice.pod.ContainerRun.Ending;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pod on its node: its init containers one after the other, then all others together. */
public final class PodRun {
  private final String address;
  private final Instant started;
  private final List<ContainerRun> inits = new ArrayList<>();
  private final List<ContainerRun> mains = new ArrayList<>();
  private final Ground ground;
  private final KubeObject pod;
  private @Nullable Instant stopped;

  PodRun(World world, KubeObject pod, String address) {
    this.pod = pod;
    this.ground = new Ground(world, pod);
    this.address = address;
    this.started = ground.now();
    startNext();
  }

  public String address() {
    return address;
  }

  Instant started() {
    return started;
  }

  List<ContainerRun> inits() {
    return inits;
  }

  List<ContainerRun> mains() {
    return mains;
  }

  /** The container with this name; the first main one when the name is empty. */
  public Optional<ContainerRun> container(String name) {
    List<ContainerRun> all = new ArrayList<>(mains);
    all.addAll(inits);
    return all.stream().filter(run -> name.isEmpty() || run.name().equals(name)).findFirst();
  }

  /** The application of the first main container, while it runs. */
  public Optional<SampleApp> app() {
    return mains.isEmpty() ? Optional.empty() : mains.getFirst().app();
  }

  boolean initialized() {
    return inits.size() == specs("initContainers").size()
        && inits.stream().allMatch(ContainerRun::succeeded);
  }

  boolean ready() {
    return !mains.isEmpty() && mains.stream().allMatch(ContainerRun::ready);
  }

  /** {@code Pending}, {@code Running}, {@code Succeeded} or {@code Failed}. */
  String phase() {
    if (inits.stream().anyMatch(ContainerRun::failed)) {
      return "Failed";
    }
    if (mains.isEmpty() || mains.stream().anyMatch(run -> !run.started())) {
      return "Pending";
    }
    boolean over = mains.stream().allMatch(run -> run.succeeded() || run.failed());
    boolean bad = mains.stream().anyMatch(ContainerRun::failed);
    return !over ? "Running" : bad ? "Failed" : "Succeeded";
  }

  List<JsonNode> specs(String field) {
    List<JsonNode> specs = new ArrayList<>();
    pod.at("spec", field).forEach(specs::add);
    return specs;
  }

  /** Lets its containers go on; returns the times at which to look again. */
  List<Instant> step() {
    List<Instant> due = new ArrayList<>();
    for (ContainerRun run : List.copyOf(inits)) {
      run.step().ifPresent(due::add);
    }
    startNext();
    for (ContainerRun run : mains) {
      run.step().ifPresent(due::add);
    }
    inits.forEach(run -> run.step().ifPresent(due::add));
    return due;
  }

  private void startNext() {
    List<JsonNode> wanted = specs("initContainers");
    boolean done = inits.stream().allMatch(ContainerRun::succeeded);
    if (done && inits.size() < wanted.size()) {
      Ending ending = policy().equals("Never") ? Ending.ENDS_ONCE : Ending.ENDS_AND_RETRIES;
      inits.add(new ContainerRun(wanted.get(inits.size()), ground, ending, ground.now()));
    } else if (done && mains.isEmpty()) {
      for (JsonNode spec : specs("containers")) {
        mains.add(new ContainerRun(spec, ground, ending(), ground.now()));
      }
    }
  }

  private Ending ending() {
    return switch (policy()) {
      case "Never" -> Ending.ENDS_ONCE;
      case "OnFailure" -> Ending.ENDS_AND_RETRIES;
      default -> Ending.SERVES;
    };
  }

  private String policy() {
    return pod.text("spec", "restartPolicy");
  }

  /** The instant at which a pod that is being deleted is gone; counted from the first question. */
  Instant gone(Instant now, long graceSeconds) {
    if (stopped == null) {
      stopped = now.plusSeconds(Math.min(1, graceSeconds));
    }
    return stopped;
  }
}
