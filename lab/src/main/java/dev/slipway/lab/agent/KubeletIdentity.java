package dev.slipway.lab.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS side of the kubelet interface: its own certificate, and the authority of its clients. */
final class KubeletIdentity {
  private KubeletIdentity() {}

  static SSLContext of(AgentSettings settings) throws IOException {
    char[] password = Files.readString(settings.passwordFile()).strip().toCharArray();
    try (InputStream authority = Files.newInputStream(settings.clientAuthority())) {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(KeyStore.getInstance(settings.keystore().toFile(), password), password);
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "lab", CertificateFactory.getInstance("X.509").generateCertificate(authority));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the kubelet's certificate in " + settings.keystore() + " cannot be used", e);
    }
  }
}
