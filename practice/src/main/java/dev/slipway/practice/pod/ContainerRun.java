package dev.slipway.practice.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.practice.app.Exit;
import dev.slipway.practice.app.SampleApp;
import dev.slipway.practice.pod.RunState.Ended;
import dev.slipway.practice.pod.RunState.Running;
import dev.slipway.practice.pod.RunState.Waiting;
import dev.slipway.practice.world.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of one container of one pod: pull, start, run, die, wait, again. */
public final class ContainerRun {
  private static final Duration PULL_TIME = Duration.ofMillis(500);
  private static final Duration RESTART_TIME = Duration.ofMillis(500);
  private static final Duration CONFIG_RETRY = Duration.ofSeconds(5);
  private static final Duration PULL_ANSWER = Duration.ofSeconds(2);

  private final JsonNode spec;
  private final Ground ground;
  private final Ending ending;
  private RunState state;
  private @Nullable Ended last;
  private @Nullable SampleApp app;
  private @Nullable Image image;
  private LogBook log = new LogBook();
  private @Nullable LogBook previousLog;
  private int restarts;
  private int failedPulls;
  private boolean complained;

  /** Whether a container runs for ever, or is done after its time, and what a failure means. */
  enum Ending {
    /** Runs until it is stopped, and is always started again. */
    SERVES,
    /** Ends by itself; a failed run is started again. */
    ENDS_AND_RETRIES,
    /** Ends by itself, well or badly. */
    ENDS_ONCE
  }

  ContainerRun(JsonNode spec, Ground ground, Ending ending, Instant now) {
    this.spec = spec;
    this.ground = ground;
    this.ending = ending;
    this.state = new Waiting("ContainerCreating", "", now.plus(PULL_TIME));
  }

  public String name() {
    return spec.path("name").asText();
  }

  String imageName() {
    return spec.path("image").asText();
  }

  JsonNode spec() {
    return spec;
  }

  public RunState state() {
    return state;
  }

  Optional<Ended> last() {
    return Optional.ofNullable(last);
  }

  Optional<Image> image() {
    return Optional.ofNullable(image);
  }

  int restarts() {
    return restarts;
  }

  /** The application, while it runs. */
  public Optional<SampleApp> app() {
    return state instanceof Running ? Optional.ofNullable(app) : Optional.empty();
  }

  public LogBook log() {
    return log;
  }

  /** The log of the run before this one. */
  public Optional<LogBook> previousLog() {
    return Optional.ofNullable(previousLog);
  }

  boolean started() {
    return !(state instanceof Waiting) || last != null;
  }

  boolean succeeded() {
    return state instanceof Ended ended && ended.code() == 0;
  }

  boolean failed() {
    return state instanceof Ended ended && ended.code() != 0 && ending == Ending.ENDS_ONCE;
  }

  boolean ready() {
    return app().map(SampleApp::ready).orElse(false) && !ground.now().isBefore(firstProbe());
  }

  /** Readiness is asked for the first time after the probe's initial delay. */
  private Instant firstProbe() {
    int delay = spec.path("readinessProbe").path("initialDelaySeconds").asInt(0);
    return state instanceof Running running ? running.since().plusSeconds(delay) : Instant.MAX;
  }

  /** Goes on from one state to the next if it is time; returns when to look again. */
  Optional<Instant> step() {
    Instant now = ground.now();
    RunState before;
    do {
      before = state;
      state = next(before, now);
    } while (state != before);
    return due(now);
  }

  private RunState next(RunState from, Instant now) {
    return switch (from) {
      case Waiting waiting -> wait(waiting, now);
      case Running running -> run(running, now);
      case Ended ended -> again(ended, now);
    };
  }

  private RunState wait(Waiting waiting, Instant now) {
    if (now.isBefore(waiting.until())) {
      return waiting;
    }
    return waiting.reason().equals("ErrImagePull") ? pullLater(waiting, now) : start(now);
  }

  private RunState start(Instant now) {
    Optional<String> problem = ground.pullProblem(imageName());
    if (problem.isPresent()) {
      failedPulls++;
      ground.warn(
          "Failed", "Failed to pull image \"%s\": %s".formatted(imageName(), problem.get()));
      ground.warn("Failed", "Error: ErrImagePull");
      return new Waiting("ErrImagePull", problem.get(), now.plus(PULL_ANSWER));
    }
    Optional<String> volume = ground.missingVolume();
    if (volume.isPresent()) {
      ground.warn("FailedMount", volume.get());
      return new Waiting("ContainerCreating", "", now.plus(CONFIG_RETRY));
    }
    image = ground.image(imageName()).orElseThrow();
    Optional<String> missing = ground.missingConfiguration(spec);
    if (missing.isPresent()) {
      ground.warn("Failed", "Error: " + missing.get());
      return new Waiting("CreateContainerConfigError", missing.get(), now.plus(CONFIG_RETRY));
    }
    previousLog = last == null ? null : log;
    log = new LogBook();
    restarts += last == null ? 0 : 1;
    app = new SampleApp(image.behaviour(), ground.environment(spec), ground.clock(), log::write);
    ground.say("Started", "Started container " + name());
    complained = false;
    return new Running(now);
  }

  private RunState pullLater(Waiting failed, Instant now) {
    String message =
        "Back-off pulling image \"%s\": ErrImagePull: %s".formatted(imageName(), failed.message());
    ground.warn("Failed", "Error: ImagePullBackOff");
    return new Waiting("ImagePullBackOff", message, now.plus(backOff(failedPulls)));
  }

  private RunState run(Running running, Instant now) {
    SampleApp current = Objects.requireNonNull(app);
    Optional<Instant> end = endOf(running);
    if (end.isEmpty() || now.isBefore(end.get())) {
      complain(now);
      return running;
    }
    current.die();
    Ended ended =
        current
            .behaviour()
            .exit()
            .map(exit -> new Ended(exit.code(), exit.reason(), running.since(), now))
            .orElse(new Ended(0, "Completed", running.since(), now));
    return afterwards(ended, now);
  }

  /** Once a run: an event for each probe would wake the cluster again and again. */
  private void complain(Instant now) {
    JsonNode probe = spec.path("readinessProbe").path("httpGet");
    if (!complained && probe.isObject() && !now.isBefore(firstProbe()) && !ready()) {
      complained = true;
      ground.warn("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503");
    }
  }

  private RunState afterwards(Ended ended, Instant now) {
    boolean restarted = last != null;
    last = ended;
    if (ending == Ending.ENDS_ONCE || (ending != Ending.SERVES && ended.code() == 0)) {
      return ended;
    }
    if (!restarted) {
      return ended;
    }
    Duration wait = backOff(restarts);
    String message =
        "back-off %s restarting failed container=%s pod=%s"
            .formatted(seconds(wait), name(), ground.podTitle());
    ground.warn(
        "BackOff",
        "Back-off restarting failed container %s in pod %s".formatted(name(), ground.podTitle()));
    return new Waiting("CrashLoopBackOff", message, now.plus(wait));
  }

  private RunState again(Ended ended, Instant now) {
    boolean stays = ending == Ending.ENDS_ONCE || (ending != Ending.SERVES && ended.code() == 0);
    return stays || now.isBefore(ended.finished().plus(RESTART_TIME)) ? ended : start(now);
  }

  private Optional<Instant> endOf(Running running) {
    SampleApp current = Objects.requireNonNull(app);
    Optional<Exit> exit = current.behaviour().exit();
    if (exit.isPresent()) {
      return Optional.of(running.since().plus(exit.get().after()));
    }
    return ending == Ending.SERVES ? Optional.empty() : Optional.of(current.readyAt());
  }

  private Optional<Instant> due(Instant now) {
    return switch (state) {
      case Waiting waiting -> Optional.of(waiting.until());
      case Ended ended -> Optional.of(ended.finished().plus(RESTART_TIME));
      case Running running -> endOf(running).or(() -> readyTime(now));
    };
  }

  private Optional<Instant> readyTime(Instant now) {
    SampleApp current = Objects.requireNonNull(app);
    Instant time = current.readyAt().isAfter(firstProbe()) ? current.readyAt() : firstProbe();
    return time.isAfter(now) ? Optional.of(time) : Optional.empty();
  }

  /** Ten seconds, doubled with each failure, five minutes at most: the kubelet's own rule. */
  private static Duration backOff(int failures) {
    return Duration.ofSeconds(Math.min(300, 10L << Math.min(5, Math.max(0, failures - 1))));
  }

  private static String seconds(Duration wait) {
    return wait.toMinutes() > 0
        ? wait.toMinutes() + "m" + wait.toSecondsPart() + "s"
        : wait.toSeconds() + "s";
  }
}
