package dev.slipway.contract.verify;

import dev.slipway.preflight.HttpTarget;
import dev.slipway.verify.Header;
import java.util.List;

/**
 * Port through which probes reach Services of their site; given by whoever holds the site's cluster
 * credentials.
 */
public interface InClusterHttp {
  /**
   * Base URL of a Service, through the API server, and the headers that authorise it; never logged.
   */
  Access access(HttpTarget.InCluster target);

  /**
   * @param client already trusts the API server's certificate
   */
  record Access(String baseUrl, List<Header> headers, java.net.http.HttpClient client) {}
}
