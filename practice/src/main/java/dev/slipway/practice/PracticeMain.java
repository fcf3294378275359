package dev.slipway.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The site as a process of its own, in real time until it is terminated: {@code --seed FILE} (may
 * be repeated) fills it, {@code --port-file FILE} receives its addresses as JSON when it is ready,
 * and a kubeconfig is written beside that file.
 */
public final class PracticeMain {
  private static final String USAGE = "usage: practice [--seed FILE]... --port-file FILE";

  private final List<Path> seeds = new ArrayList<>();
  private final List<Path> portFiles = new ArrayList<>();

  private PracticeMain(String[] arguments) {
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      Path file = Path.of(arguments[i + 1]);
      switch (arguments[i]) {
        case "--seed" -> seeds.add(file);
        case "--port-file" -> portFiles.add(file);
        default ->
            throw new IllegalArgumentException(
                "unknown option %s; %s".formatted(arguments[i], USAGE));
      }
    }
    if (portFiles.size() != 1 || arguments.length % 2 != 0) {
      throw new IllegalArgumentException(USAGE);
    }
  }

  /**
   * Runs until the process is terminated.
   *
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PracticeMain main = new PracticeMain(arguments);
    PracticeSite site = PracticeSite.realTime();
    CountDownLatch over = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  site.close();
                  over.countDown();
                }));
    main.fill(site);
    over.await();
  }

  private void fill(PracticeSite site) throws IOException {
    for (Path seed : seeds) {
      Seed.plant(site, Files.readString(seed));
    }
    Path portFile = portFiles.getFirst().toAbsolutePath();
    Path kubeconfig = portFile.resolveSibling("kubeconfig");
    Files.writeString(kubeconfig, Kubeconfig.text(site));
    Path draft = portFile.resolveSibling(portFile.getFileName() + ".part");
    Files.writeString(draft, Json.write(addresses(site, kubeconfig)));
    Files.move(
        draft, portFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ObjectNode addresses(PracticeSite site, Path kubeconfig) {
    return Json.object()
        .put("kubernetes", site.kubernetesAddress().toString())
        .put("registry", site.registryAddress().getAuthority())
        .put("edge", site.edgeAddress().toString())
        .put("prometheus", site.prometheusAddress().toString())
        .put("control", site.controlAddress().toString())
        .put("token", Cluster.ADMIN)
        .put("viewerToken", Cluster.VIEWER)
        .put("kubeconfig", kubeconfig.toString());
  }
}
