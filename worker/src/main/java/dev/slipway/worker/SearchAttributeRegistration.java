package dev.slipway.worker;

import dev.slipway.contract.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the search attributes that runs are found by. A server that does not allow it is told
 * in the log: then an administrator must.
 */
final class SearchAttributeRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(SearchAttributeRegistration.class);
  private final WorkflowClient client;

  SearchAttributeRegistration(WorkflowClient client) {
    this.client = client;
  }

  void run() {
    var operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(client.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
    add(operator, SearchAttributes.ENVIRONMENT, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    add(operator, SearchAttributes.SERVICE, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST);
    add(operator, SearchAttributes.STATE, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    add(operator, SearchAttributes.RELEASE, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
  }

  private void add(
      OperatorServiceStubs operator, SearchAttributeKey<?> key, IndexedValueType type) {
    var request =
        AddSearchAttributesRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .putSearchAttributes(key.getName(), type)
            .build();
    try {
      operator.blockingStub().addSearchAttributes(request);
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        LOG.warn(
            "search attribute {} could not be registered ({}); an administrator of Temporal must add it as {}",
            key.getName(),
            refused.getStatus(),
            type);
      }
    }
  }
}
