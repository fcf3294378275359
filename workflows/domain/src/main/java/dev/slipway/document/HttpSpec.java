package dev.slipway.document;

import org.jspecify.annotations.Nullable;

/** Where requests to a service go: to its Service in the cluster, or to a public address. */
public record HttpSpec(
    @Says(
            value = "Kubernetes Service, reached through the API server.",
            shape = Shape.NAME,
            otherwise = "the service's name")
        @Nullable String service,
    @Says(value = "Port of the Kubernetes Service.", min = "1", max = "65535", otherwise = "80")
        @Nullable Integer port,
    @Says(value = "Public address; then service and port are not used.", shape = Shape.ORIGIN)
        @Nullable String baseUrl) {}
