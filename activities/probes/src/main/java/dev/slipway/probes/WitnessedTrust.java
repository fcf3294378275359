package dev.slipway.probes;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets one handshake go on and remembers what the real trust would have said: an expired
 * certificate can only be described by whoever has seen it. Nothing is sent over such a connection.
 */
final class WitnessedTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager real;
  private List<X509Certificate> chain = List.of();
  private Optional<String> objection = Optional.empty();

  WitnessedTrust(X509ExtendedTrustManager real) {
    this.real = real;
  }

  List<X509Certificate> chain() {
    return chain;
  }

  Optional<String> objection() {
    return objection;
  }

  private interface Opinion {
    void give() throws CertificateException;
  }

  private void witness(X509Certificate[] shown, Opinion opinion) {
    chain = List.of(shown);
    try {
      opinion.give();
    } catch (CertificateException e) {
      objection = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) {
    witness(shown, () -> real.checkServerTrusted(shown, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
    witness(shown, () -> real.checkServerTrusted(shown, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type) {
    witness(shown, () -> real.checkServerTrusted(shown, type));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
      throws CertificateException {
    real.checkClientTrusted(shown, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine)
      throws CertificateException {
    real.checkClientTrusted(shown, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type) throws CertificateException {
    real.checkClientTrusted(shown, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return real.getAcceptedIssuers();
  }
}
