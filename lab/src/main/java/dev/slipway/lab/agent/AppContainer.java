package dev.slipway.lab.agent;

import dev.slipway.practice.app.Behaviour;
import dev.slipway.practice.app.SampleApp;
import dev.slipway.practice.app.SampleAppServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A container that is the sample application, listening on the pod's address until it ends. */
final class AppContainer implements RunningContainer {
  /** A stopped application answers a little longer, as endpoints take time to forget a pod. */
  private static final Duration LAST_REQUESTS = Duration.ofMillis(500);

  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

  private final SampleApp app;
  private final Timetable timer;
  private final CompletableFuture<Exited> ended = new CompletableFuture<>();
  private final List<SampleAppServer> servers = new ArrayList<>();

  private AppContainer(SampleApp app, Timetable timer) {
    this.app = app;
    this.timer = timer;
  }

  /**
   * Starts it. A port that cannot be bound is no fault of the agent: the container ends with exit
   * code 1, as an application that finds its port in use.
   */
  static AppContainer start(
      Behaviour behaviour,
      Map<String, String> environment,
      List<InetSocketAddress> ports,
      Consumer<String> log,
      Timetable timer) {
    AppContainer container =
        new AppContainer(new SampleApp(behaviour, environment, InstantSource.system(), log), timer);
    Runnable heartbeat = timer.every(BETWEEN_WORDS, container.app::heartbeat);
    container.whenEnded(heartbeat);
    container.whenEnded(container::close);
    try {
      for (InetSocketAddress port : ports) {
        container.servers.add(SampleAppServer.start(container.app, port));
      }
    } catch (IOException e) {
      log.accept("ERROR cannot listen: " + e.getMessage());
      container.ended.complete(Exited.of(1));
    }
    behaviour
        .exit()
        .ifPresent(
            exit -> container.endAfter(exit.after(), new Exited(exit.code(), exit.reason())));
    return container;
  }

  /** Lets it finish its work with success once it is ready, as an init container or a job does. */
  AppContainer finishing() {
    if (!app.behaviour().neverReady() && app.behaviour().exit().isEmpty()) {
      endAfter(app.behaviour().readyAfter(), Exited.of(0));
    }
    return this;
  }

  private void endAfter(Duration time, Exited how) {
    Runnable calledOff =
        timer.after(
            time,
            () -> {
              if (how.code() != 0) {
                app.die();
              }
              ended.complete(how);
            });
    whenEnded(calledOff);
  }

  private void close() {
    servers.forEach(SampleAppServer::close);
  }

  @Override
  public CompletableFuture<Exited> ended() {
    return ended;
  }

  @Override
  public void stop(Duration grace) {
    Duration last = grace.compareTo(LAST_REQUESTS) < 0 ? grace : LAST_REQUESTS;
    whenEnded(timer.after(last, () -> ended.complete(Exited.of(0))));
  }

  @Override
  public boolean ready() {
    return app.ready();
  }
}
