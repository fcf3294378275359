package dev.slipway.preflight;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where an HTTP request goes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HttpTarget.InCluster.class, name = "in-cluster"),
  @JsonSubTypes.Type(value = HttpTarget.Public.class, name = "public")
})
public sealed interface HttpTarget {
  String display();

  /**
   * A Service, reached through the API server of the site, so that no network path of its own is
   * needed.
   */
  record InCluster(String namespace, String service, int port) implements HttpTarget {
    @Override
    public String display() {
      return "http://" + service + "." + namespace + ":" + port;
    }
  }

  /** The public address, as users reach it; scheme http or https, no path. */
  record Public(String baseUrl) implements HttpTarget {
    @Override
    public String display() {
      return baseUrl;
    }
  }
}
