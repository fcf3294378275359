package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.DocumentSet;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.documents.SourceText;
import dev.slipway.practice.PracticeSite;
import dev.slipway.practice.Seed;
import dev.slipway.practice.app.SampleApp;
import dev.slipway.practice.world.Image;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One of the five systems on a practice cluster of its own, as its seed says. The cluster lives ten
 * times as fast as the clock on the wall, so that probes of real manifests do not make tests long.
 */
final class ExampleSite implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("slipway.root", ".."), "examples");

  private final String name;
  private final String system;
  private final PracticeSite practice = PracticeSite.realTime();
  private final ScheduledExecutorService hurry = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param name of the system; with a number behind it one more cluster of the same system, whose
   *     environment has that number behind its name too, so that tests can run side by side
   */
  ExampleSite(String name) {
    this.name = name;
    system = name.replaceFirst("-[0-9]$", "");
    Seed.plant(practice, text(ROOT.resolve(system).resolve("seed.yaml")));
    practice.world().advance(Duration.ofMinutes(3));
    var unused =
        hurry.scheduleAtFixedRate(
            () -> practice.world().advance(Duration.ofSeconds(1)), 0, 100, TimeUnit.MILLISECONDS);
  }

  String name() {
    return name;
  }

  PracticeSite practice() {
    return practice;
  }

  /** The documents as a user finds them, with the practice environment changed by a test. */
  DocumentSet documents(UnaryOperator<String> change) {
    Path folder = ROOT.resolve(system);
    Reading reading;
    try (Stream<Path> files = Files.list(folder.resolve("documents"))) {
      String practised =
          change
              .apply(text(folder.resolve("practice.yaml")))
              .replace("-practice}", "-practice" + name.substring(system.length()) + "}");
      reading =
          DocumentReader.read(
              Stream.concat(
                      files.sorted().map(file -> new SourceText(file.toString(), text(file))),
                      Stream.of(new SourceText("practice.yaml", practised)))
                  .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(reading.problems()).isEmpty();
    EnvironmentDocument environment = reading.environments().getLast().withRevision(1);
    List<ServiceDocument> services =
        reading.services().stream().map(s -> s.withRevision(1)).toList();
    return new DocumentSet(environment, services);
  }

  private String text(Path file) {
    try {
      return Files.readString(file)
          .replace("${REGISTRY}", practice.registryAddress().getAuthority())
          .replace("${EDGE}", practice.edgeAddress().toString())
          .replace("${SITE}", name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Image push(String repository, String tag) {
    return practice.push(repository.substring(repository.indexOf('/') + 1), tag);
  }

  /** One object of the cluster, read past Slipway. */
  Optional<KubeObject> object(Kind kind, String namespace, String object) {
    return practice.world().locked(() -> practice.world().store().find(kind, namespace, object));
  }

  /** Pods of an application that nobody is about to delete. */
  List<KubeObject> pods(String namespace, String app) {
    return practice
        .world()
        .locked(
            () ->
                practice
                    .world()
                    .store()
                    .list(Kinds.POD, namespace)
                    .filter(pod -> pod.label("app").equals(app) && !pod.terminating())
                    .toList());
  }

  /** The applications that run in these pods. */
  List<SampleApp> apps(String namespace, String app) {
    return pods(namespace, app).stream()
        .flatMap(pod -> practice.cluster().runs().app(pod).stream())
        .toList();
  }

  /** Replica sets of a deployment, the oldest first. */
  List<KubeObject> replicaSets(String namespace, String app) {
    return practice
        .world()
        .locked(
            () ->
                practice
                    .world()
                    .store()
                    .list(Kinds.REPLICA_SET, namespace)
                    .filter(set -> set.label("app").equals(app))
                    .toList());
  }

  @Override
  public void close() {
    hurry.shutdownNow();
    practice.close();
  }
}
