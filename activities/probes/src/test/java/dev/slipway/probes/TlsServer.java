package dev.slipway.probes;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;

/** A TLS server with a certificate of its own, made by keytool. */
final class TlsServer implements AutoCloseable {
  private static final String WORD = "changeit";

  final List<String> namesAsked = new CopyOnWriteArrayList<>();
  final Path authority;
  private final HttpsServer server;

  /**
   * @param names subject alternative names, {@code dns:localhost,ip:127.0.0.1}
   * @param validity keytool's words, {@code -validity 90}
   */
  TlsServer(Path folder, String names, String... validity)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve("store.p12");
    authority = folder.resolve("authority.pem");
    List<String> make =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", "shop", "-keyalg", "EC", "-dname", "CN=Shop Test"));
    make.addAll(List.of("-ext", "san=" + names));
    make.addAll(List.of(validity));
    keytool(store, make);
    keytool(store, List.of("-exportcert", "-alias", "shop", "-rfc", "-file", authority.toString()));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context(store)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setSNIMatchers(List.of(new Listening()));
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          FakeService.answer(exchange, 200, "{}");
          exchange.close();
        });
    server.start();
  }

  /** Writes down for which host the client asks, and serves it. */
  private final class Listening extends SNIMatcher {
    Listening() {
      super(StandardConstants.SNI_HOST_NAME);
    }

    @Override
    public boolean matches(SNIServerName name) {
      namesAsked.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
      return true;
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, WORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, WORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path store, List<String> words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(words);
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", WORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool failed: " + said);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
