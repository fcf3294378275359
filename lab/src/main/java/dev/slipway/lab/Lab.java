package dev.slipway.lab;

import dev.slipway.lab.image.ImagePusher;
import dev.slipway.lab.image.ImageReference;
import dev.slipway.lab.image.Login;
import dev.slipway.lab.witness.AuditTail;
import dev.slipway.lab.witness.EtcdHistory;
import dev.slipway.lab.witness.RegistryLog;
import dev.slipway.lab.witness.StatementLog;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A running lab as its tests see it: the addresses and credentials which {@code lab up} wrote. They
 * answer only inside the lab's network, where Surefire's {@code -Djvm=lab/bin/java} puts a test.
 *
 * @param settings the lines of lab.env by name
 */
public record Lab(Map<String, String> settings) {

  /** Who asks the API server. */
  public enum Identity {
    /** May do everything; for what a test prepares. */
    ADMIN("KUBECONFIG"),
    /** The service account Slipway works under, with the rights it needs and no more. */
    SLIPWAY("KUBECONFIG_SLIPWAY"),
    /** May read what is no secret. */
    VIEWER("KUBECONFIG_VIEWER");

    private final String setting;

    Identity(String setting) {
      this.setting = setting;
    }
  }

  /**
   * The lab that is up on this machine.
   *
   * @throws IllegalStateException when none is
   */
  public static Lab running() {
    String cache = System.getProperty("user.home") + "/.cache/slipway/lab-run";
    String home = Optional.ofNullable(System.getenv("SLIPWAY_LAB_HOME")).orElse(cache);
    Path file = Path.of(home, "lab.env");
    try {
      Map<String, String> settings = new TreeMap<>();
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        settings.put(line.substring(0, equals), line.substring(equals + 1));
      }
      return new Lab(settings);
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(
          "no lab is up: " + file + " is missing; run ./slipway lab up", e);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  /** A new client of the API server; the caller closes it. */
  public KubernetesClient kubernetes(Identity identity) {
    Config config = Config.fromKubeconfig(new File(get(identity.setting)));
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** Host and port of the registry, plain HTTP. */
  public String registry() {
    return get("REGISTRY");
  }

  /**
   * Pushes a tiny image whose tag says what its pods do.
   *
   * @param name for example {@code shop/api:v1.2.0-slow5}
   * @return the image by digest
   */
  public ImageReference push(String name) throws IOException, InterruptedException {
    return new ImagePusher(registry()).push(name);
  }

  /** Host and port of the registry that wants {@link #privateLogin()}, plain HTTP. */
  public String privateRegistry() {
    return get("PRIVATE_REGISTRY");
  }

  /** Who may use the private registry. */
  public Login privateLogin() {
    return new Login(get("PRIVATE_REGISTRY_USER"), secret("PRIVATE_REGISTRY_PASSWORD_FILE"));
  }

  /** Host and port of Temporal's front end. */
  public String temporal() {
    return get("TEMPORAL_ADDRESS");
  }

  /** JDBC address of an empty database that {@link #postgresUser()} owns. */
  public String postgresUrl() {
    return get("POSTGRES_URL");
  }

  public String postgresUser() {
    return get("POSTGRES_USER");
  }

  /** The password of {@link #postgresUser()}. */
  public String postgresPassword() {
    return secret("POSTGRES_PASSWORD_FILE");
  }

  public String prometheusUrl() {
    return get("PROMETHEUS_URL");
  }

  /** What the API server wrote down of every write. */
  public AuditLog audit() {
    return new AuditLog(Path.of(get("AUDIT_LOG")));
  }

  /** What the API server writes down from now on. */
  public AuditTail auditFromNow() {
    return AuditTail.begin(Path.of(get("AUDIT_LOG")));
  }

  /** What the registry is asked from now on. */
  public RegistryLog registryFromNow() {
    return RegistryLog.begin(log("registry"));
  }

  /** What PostgreSQL is told to change from now on. */
  public StatementLog statementsFromNow() {
    return StatementLog.begin(log("postgres"));
  }

  private Path log(String part) {
    return state().resolve("logs").resolve(part + ".log");
  }

  /** The store behind the API server. */
  public EtcdHistory store() {
    return new EtcdHistory(URI.create(get("ETCD_URL")));
  }

  /** Where the lab keeps process numbers, data and logs. */
  public Path state() {
    return Path.of(get("LAB_STATE"));
  }

  private String secret(String fileSetting) {
    Path file = Path.of(get(fileSetting));
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read; the lab's tests run as root", e);
    }
  }

  private String get(String name) {
    String value = settings.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "lab.env has no "
              + name
              + ": it was written by another version of the lab; run ./slipway lab up");
    }
    return value;
  }
}
