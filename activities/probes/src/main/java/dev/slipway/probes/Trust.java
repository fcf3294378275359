package dev.slipway.probes;

import dev.slipway.contract.FailureType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whom probes believe: the JDK's own authorities and those of the site. */
record Trust(X509ExtendedTrustManager manager) {

  /**
   * @param extra PEM file; null for none
   * @throws io.temporal.failure.ApplicationFailure MISCONFIGURED for a file without certificates
   */
  static Trust of(@Nullable Path extra) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (X509Certificate authority : find(null).getAcceptedIssuers()) {
        store.setCertificateEntry("jdk-" + count++, authority);
      }
      if (extra != null) {
        for (Certificate authority : read(extra)) {
          store.setCertificateEntry("site-" + count++, authority);
        }
      }
      return new Trust(find(store));
    } catch (IOException | GeneralSecurityException e) {
      throw FailureType.MISCONFIGURED.failure(
          "trusted certificates in %s cannot be read: give a PEM file".formatted(extra), e);
    }
  }

  private static Iterable<? extends Certificate> read(Path pem)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static X509ExtendedTrustManager find(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("this Java platform checks no X.509"));
  }

  SSLContext context() {
    return context(manager);
  }

  static SSLContext context(X509ExtendedTrustManager manager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform speaks TLS", e);
    }
  }
}
