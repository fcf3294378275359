package dev.slipway.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Why nothing came back, without the words of the machine. */
final class Unreachable {
  private Unreachable() {}

  static String why(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException slow -> "no connection within 5 s";
      case HttpTimeoutException slow -> "it took the request and gave no answer in time";
      case UnknownHostException unknown -> "no such host";
      case ConnectException refused ->
          isUnknown(refused) ? "no such host" : "nobody listens there (connection refused)";
      case SSLException insecure ->
          "no secure connection (%s); is it https there, and the certificate known?"
              .formatted(said(insecure));
      case ClosedChannelException closed -> "the connection was closed";
      default -> said(e);
    };
  }

  private static boolean isUnknown(Throwable e) {
    return e.getCause() instanceof UnresolvedAddressException
        || (e.getCause() != null && isUnknown(e.getCause()));
  }

  /** What has no words of its own is a connection that ended. */
  private static String said(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() || message.contains("EOF")
        ? "the connection broke"
        : message;
  }
}
