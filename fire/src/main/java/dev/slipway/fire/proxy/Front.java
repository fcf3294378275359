package dev.slipway.fire.proxy;

import dev.slipway.fire.stage.FireFailure;
import dev.slipway.fire.stage.Wires;
import dev.slipway.lab.Lab;
import dev.slipway.lab.faults.Certificates;
import dev.slipway.lab.faults.Framing;
import dev.slipway.lab.faults.Proxy;
import dev.slipway.lab.faults.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A proxy before each system of the lab, and two receivers of notices behind theirs. */
final class Front implements AutoCloseable {
  private static final String CONFIG = "KUBECONFIG_SLIPWAY";
  private static final String KUBERNETES = "KUBERNETES_URL";

  private final Map<Line, Proxy> proxies = new EnumMap<>(Line.class);
  private final Receivers receivers = new Receivers();
  private final Lab lab;
  private final Path folder;
  private final Certificates identity;

  /**
   * @param home for keys, certificates and settings
   */
  Front(Lab lab, Path home) {
    this.lab = lab;
    try {
      folder = Files.createTempDirectory(Files.createDirectories(home), "front");
    } catch (IOException e) {
      throw new FireFailure("no folder can be made in " + home, e);
    }
    identity = Certificates.of(lab, folder);
    URI api = URI.create(String.valueOf(lab.settings().get(KUBERNETES)));
    proxies.put(
        Line.KUBERNETES,
        Proxy.http(new Target(api.getHost(), api.getPort(), identity.trust()), identity));
    proxies.put(Line.REGISTRY, Proxy.http(Target.plain(lab.registry()), identity));
    proxies.put(Line.WEBHOOK, Proxy.http(Target.plain(receivers.webhookAddress()), identity));
    proxies.put(
        Line.LEDGER,
        Proxy.stream(
            Target.plain(URI.create(lab.postgresUrl().substring(5)).getAuthority()),
            Framing.POSTGRES));
    proxies.put(Line.TEMPORAL, Proxy.stream(Target.plain(lab.temporal()), Framing.BYTES));
    proxies.put(Line.MAIL, Proxy.stream(Target.plain(receivers.relayAddress()), Framing.SMTP));
  }

  Proxy at(Line line) {
    return java.util.Objects.requireNonNull(proxies.get(line));
  }

  Receivers receivers() {
    return receivers;
  }

  void calm() {
    proxies.values().forEach(Proxy::calm);
  }

  /** How processes reach the lab through the proxies. */
  Wires wires() {
    Map<String, String> seen = new TreeMap<>(lab.settings());
    seen.put(CONFIG, kubeconfig().toString());
    seen.put("REGISTRY", at(Line.REGISTRY).address());
    seen.put("TEMPORAL_ADDRESS", at(Line.TEMPORAL).address());
    seen.put(
        "POSTGRES_URL",
        lab.postgresUrl().replaceFirst("//[^/]+/", "//" + at(Line.LEDGER).address() + "/"));
    Path url = write("board.url", "https://%s/board".formatted(at(Line.WEBHOOK).address()));
    return new Wires(new Lab(seen), true, identity.flags(folder), people(), documents(url));
  }

  private List<String> people() {
    String people = "--slipway.people.";
    return List.of(
        people + "timeout=5s",
        people + "secrets.folders=" + folder,
        people + "smtp.host=127.0.0.1",
        people + "smtp.port=" + at(Line.MAIL).port(),
        people + "smtp.from=slipway@lab.example",
        people + "smtp.security=PLAIN");
  }

  private String documents(Path url) {
    Path key = write("board.key", "only-this-run");
    return """
      receivers:
        - {type: webhook, name: board, url: "file:%s", signingKey: "file:%s"}
        - {type: mail, name: post, to: [ops@lab.example]}\
    """
        .formatted(url, key);
  }

  private Path kubeconfig() {
    String straight = String.valueOf(lab.settings().get(KUBERNETES));
    String through = "https://" + at(Line.KUBERNETES).address();
    try {
      String text = Files.readString(Path.of(String.valueOf(lab.settings().get(CONFIG))));
      return write("kubeconfig", text.replace(straight, through));
    } catch (IOException e) {
      throw new FireFailure("the lab's kubeconfig cannot be read", e);
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new FireFailure("nothing can be written into " + folder, e);
    }
  }

  @Override
  public void close() {
    proxies.values().forEach(Proxy::close);
    receivers.close();
  }
}
