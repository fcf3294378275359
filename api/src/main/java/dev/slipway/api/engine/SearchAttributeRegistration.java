package dev.slipway.api.engine;

import dev.slipway.contract.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the search attributes that runs are found by, so that the API may be there before any
 * worker. A server that does not allow it is told in the log: then an administrator must.
 */
public final class SearchAttributeRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(SearchAttributeRegistration.class);

  private record Attribute(String name, IndexedValueType type) {}

  private static final List<Attribute> ATTRIBUTES =
      List.of(
          keyword(SearchAttributes.ENVIRONMENT.getName()),
          new Attribute(
              SearchAttributes.SERVICE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST),
          keyword(SearchAttributes.STATE.getName()),
          keyword(SearchAttributes.RELEASE.getName()));

  private static Attribute keyword(String name) {
    return new Attribute(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
  }

  private final WorkflowClient client;
  private final Calls calls;
  private volatile boolean done;

  public SearchAttributeRegistration(WorkflowClient client, Calls calls) {
    this.client = client;
    this.calls = calls;
  }

  /**
   * Does nothing once it succeeded.
   *
   * @throws dev.slipway.api.problem.Refusal UNAVAILABLE when Temporal does not answer
   */
  public void ensure() {
    if (!done) {
      calls.reaching(() -> ATTRIBUTES.forEach(this::add));
      done = true;
    }
  }

  private void add(Attribute attribute) {
    var operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(client.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
    var request =
        AddSearchAttributesRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .putSearchAttributes(attribute.name(), attribute.type())
            .build();
    try {
      operator.blockingStub().addSearchAttributes(request);
    } catch (StatusRuntimeException refused) {
      understand(attribute, refused);
    }
  }

  private static void understand(Attribute attribute, StatusRuntimeException refused) {
    Status.Code code = refused.getStatus().getCode();
    if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
      throw refused;
    }
    if (code != Status.Code.ALREADY_EXISTS) {
      LOG.warn(
          "search attribute {} could not be registered ({}); an administrator of Temporal must add"
              + " it as {}",
          attribute.name(),
          refused.getStatus(),
          attribute.type());
    }
  }
}
