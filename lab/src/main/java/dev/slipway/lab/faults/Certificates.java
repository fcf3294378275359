package dev.slipway.lab.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the lab's own authority vouches for: a name for loopback, and one that is out of date. They
 * are made by {@code openssl}, which the lab needs anyway; the JDK makes no certificates.
 */
public final class Certificates {
  private static final char[] NO_SECRET = "changeit".toCharArray();
  private static final String CA = "ca.crt";

  private final Path authority;
  private final SSLContext valid;
  private final SSLContext expired;

  /**
   * @param pki folder with the authority's {@code ca.crt} and {@code ca.key}
   * @param folder where the new ones are written
   * @throws IllegalStateException when they cannot be made
   */
  public Certificates(Path pki, Path folder) {
    authority = pki.resolve(CA);
    valid = issued(pki, folder, "proxy", 30);
    expired = issued(pki, folder, "proxy-expired", -1);
  }

  /** Of a running lab. */
  public static Certificates of(dev.slipway.lab.Lab lab, Path folder) {
    return new Certificates(lab.state().resolve("pki"), folder);
  }

  SSLContext shown(boolean outOfDate) {
    return outOfDate ? expired : valid;
  }

  /** Trusts the authority and nobody else. */
  public SSLContext trust() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalStateException(authority + " cannot be used", unusable);
    }
  }

  /** Flags by which a JVM trusts the authority wherever it is told nothing else. */
  public List<String> flags(Path folder) {
    Path store = folder.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(store)) {
      authorities().store(out, NO_SECRET);
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalStateException(store + " cannot be written", unusable);
    }
    return List.of(
        "-Djavax.net.ssl.trustStore=" + store,
        "-Djavax.net.ssl.trustStoreType=PKCS12",
        "-Djavax.net.ssl.trustStorePassword=" + String.valueOf(NO_SECRET));
  }

  private KeyStore authorities() throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setCertificateEntry("lab", certificate(authority));
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Certificate certificate(Path file) throws GeneralSecurityException, IOException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static SSLContext issued(Path pki, Path folder, String name, int days) {
    try {
      Path names =
          Files.writeString(
              folder.resolve(name + ".names"),
              "extendedKeyUsage=serverAuth\nsubjectAltName=IP:127.0.0.1,DNS:localhost\n");
      Path key = folder.resolve(name + ".key");
      Path request = folder.resolve(name + ".csr");
      Path made = folder.resolve(name + ".crt");
      openssl(
          folder,
          "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=fault-proxy"
              + " -keyout %s -out %s".formatted(key, request));
      openssl(
          folder,
          "x509 -req -days %d -in %s -CA %s -CAkey %s -set_serial 0x%s -extfile %s -out %s"
              .formatted(
                  days,
                  request,
                  pki.resolve(CA),
                  pki.resolve("ca.key"),
                  Long.toHexString(System.nanoTime() & Long.MAX_VALUE),
                  names,
                  made));
      return context(key, made);
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalStateException("no certificate could be made in " + folder, unusable);
    }
  }

  private static SSLContext context(Path keyFile, Path certificateFile)
      throws GeneralSecurityException, IOException {
    String pem = Files.readString(keyFile, StandardCharsets.US_ASCII);
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    KeyStore store = empty();
    store.setKeyEntry("proxy", key, NO_SECRET, new Certificate[] {certificate(certificateFile)});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_SECRET);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, new SecureRandom());
    return context;
  }

  private static void openssl(Path folder, String words) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(Arrays.asList(words.split(" ", -1)));
    Path log = folder.resolve("openssl.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("openssl failed; see " + log);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }
}
