package dev.slipway.api;

/** Documents of a small shop. */
final class Documents {
  static final String SHOP =
      """
      # the shop
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata:
        name: shop
      spec:
        site: east
        approval:
          quorum: 1
          roles: [approver]
      ---
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata:
        name: lab
      spec:
        site: east
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata:
        name: backend
      spec:
        image: registry.test/shop/backend
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata:
        name: frontend
      spec:
        image: registry.test/shop/frontend
        dependsOn: [backend]
      """;

  private Documents() {}
}
