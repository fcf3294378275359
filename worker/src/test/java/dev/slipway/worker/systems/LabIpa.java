package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.document.DocumentSet;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.documents.SourceText;
import dev.slipway.lab.AuditLog;
import dev.slipway.lab.Lab;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.WantedService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * IPA as its seed says, in a namespace of the lab's cluster that nobody else has, and its
 * documents.
 *
 * @param namespace also the name of everything else that belongs to this run alone
 */
record LabIpa(Lab lab, KubernetesClient admin, String namespace, LabEdge edge)
    implements AutoCloseable {
  private static final String DEPLOYMENTS = "deployments/";
  private static final Path IPA =
      Path.of(System.getProperty("slipway.root", ".."), "examples", "ipa");

  /** Version 1.1.0, every pod ready. */
  static LabIpa running(Lab lab) throws IOException, InterruptedException {
    String namespace =
        "ipa" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()).substring(2);
    KubernetesClient admin = lab.kubernetes(Lab.Identity.ADMIN);
    var ipa = new LabIpa(lab, admin, namespace, new LabEdge(admin, namespace, "backend", 8000));
    ipa.push("v1.1.0", "v1.1.0");
    byte[] seed = ipa.text("seed.yaml").getBytes(StandardCharsets.UTF_8);
    List<HasMetadata> objects = admin.load(new ByteArrayInputStream(seed)).items();
    objects.forEach(object -> admin.resource(object).create());
    for (String name : List.of("backend", "frontend")) {
      admin
          .apps()
          .deployments()
          .inNamespace(namespace)
          .withName(name)
          .waitUntilCondition(
              d -> d != null && Integer.valueOf(2).equals(d.getStatus().getReadyReplicas()),
              60,
              TimeUnit.SECONDS);
    }
    return ipa;
  }

  /** The account that the worker acts under here. */
  LabSiteWorker siteWorker() throws IOException {
    return LabSiteWorker.in(admin, namespace);
  }

  /** Pushes both images and asks for them. */
  ReleaseRequest request(String backend, String frontend) throws IOException, InterruptedException {
    push(backend, frontend);
    return new ReleaseRequest(
        RunId.of(namespace + "-" + frontend.replace('.', '-')),
        EnvironmentName.of("ipa-practice"),
        List.of(
            new WantedService(ServiceName.of("backend"), backend),
            new WantedService(ServiceName.of("frontend"), frontend)),
        List.of(),
        ReleaseKind.ORDINARY,
        Platform.ANN,
        "a new version",
        false);
  }

  private void push(String backend, String frontend) throws IOException, InterruptedException {
    lab.push("ipa/backend:" + backend);
    lab.push("ipa/frontend:" + frontend);
  }

  DocumentSet documents() {
    Reading reading =
        DocumentReader.read(
            List.of(
                source("documents/backend.yaml"),
                source("documents/frontend.yaml"),
                source("practice.yaml")));
    assertThat(reading.problems()).isEmpty();
    return new DocumentSet(
        reading.environments().getFirst().withRevision(1),
        reading.services().stream().map(s -> s.withRevision(1)).toList());
  }

  private SourceText source(String file) {
    return new SourceText(file, text(file));
  }

  private String text(String file) {
    try {
      return Files.readString(IPA.resolve(file))
          .replace("${REGISTRY}", lab.registry())
          .replace("${EDGE}", edge.address().toString())
          .replace("${SITE}", namespace)
          .replace("ipa-platform", namespace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pods of an application that nobody is about to delete. */
  List<Pod> pods(String app) {
    return admin.pods().inNamespace(namespace).withLabel("app", app).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  /** What Slipway changed of the deployments, as the API server wrote it down. */
  List<String> changes() {
    return lab.audit().writesIn(namespace, LabSiteWorker.NAME).stream()
        .filter(write -> write.object().startsWith(DEPLOYMENTS))
        .map(write -> write.verb() + " " + write.object().substring(DEPLOYMENTS.length()))
        .toList();
  }

  /** Which fields Slipway's writes to the deployments set, replaced or removed. */
  Set<String> fieldsWritten() {
    var fields = new TreeSet<String>();
    for (AuditLog.Write write : lab.audit().writesIn(namespace, LabSiteWorker.NAME)) {
      if (write.object().startsWith(DEPLOYMENTS)) {
        for (JsonNode step : write.request()) {
          if (!step.path("op").asText().equals("test")) {
            fields.add(step.path("path").asText());
          }
        }
      }
    }
    return fields;
  }

  @Override
  public void close() {
    edge.close();
    admin.namespaces().withName(namespace).delete();
    admin.close();
  }
}
