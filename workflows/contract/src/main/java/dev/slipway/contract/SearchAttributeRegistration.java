package dev.slipway.contract;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the search attributes of {@link SearchAttributes} known to Temporal. Whoever comes first
 * does it, an API or a worker; doing it again is harmless.
 */
public final class SearchAttributeRegistration {
  private SearchAttributeRegistration() {}

  /**
   * @return a sentence for each attribute that the server does not let us register: then an
   *     administrator must
   * @throws StatusRuntimeException UNAVAILABLE or DEADLINE_EXCEEDED when Temporal does not answer;
   *     try again
   */
  public static List<String> run(WorkflowClient client) {
    var refused = new ArrayList<String>();
    add(client, SearchAttributes.ENVIRONMENT, keyword(), refused);
    add(
        client,
        SearchAttributes.SERVICE,
        IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
        refused);
    add(client, SearchAttributes.STATE, keyword(), refused);
    add(client, SearchAttributes.RELEASE, keyword(), refused);
    return List.copyOf(refused);
  }

  private static IndexedValueType keyword() {
    return IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  }

  private static void add(
      WorkflowClient client,
      SearchAttributeKey<?> key,
      IndexedValueType type,
      List<String> refused) {
    var operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(client.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
    var request =
        AddSearchAttributesRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .putSearchAttributes(key.getName(), type)
            .build();
    try {
      var unused = operator.blockingStub().addSearchAttributes(request);
    } catch (StatusRuntimeException no) {
      Status.Code code = no.getStatus().getCode();
      if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
        throw no;
      }
      if (code != Status.Code.ALREADY_EXISTS) {
        refused.add(
            "search attribute %s could not be registered (%s); an administrator of Temporal must add it as %s"
                .formatted(key.getName(), no.getStatus(), type));
      }
    }
  }
}
