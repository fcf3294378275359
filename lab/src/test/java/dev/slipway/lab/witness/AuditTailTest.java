package dev.slipway.lab.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTailTest {
  private static final String PATCH =
      """
      {"verb":"patch","user":{"username":"slipway"},"responseStatus":{"code":200},\
      "objectRef":{"resource":"deployments","namespace":"shop","name":"web"}}
      """;

  /**
   * As the API server logs it: the object is the cluster's, only the question names a namespace.
   */
  private static final String QUESTION =
      """
      {"verb":"create","user":{"username":"slipway"},"responseStatus":{"code":201},\
      "objectRef":{"resource":"selfsubjectaccessreviews","apiGroup":"authorization.k8s.io"},\
      "requestObject":{"spec":{"resourceAttributes":{"namespace":"shop","verb":"patch"}}}}
      """;

  @TempDir Path folder;

  @Test
  void aQuestionAboutRightsInANamespaceIsNoWriteInIt() throws IOException {
    Path file = Files.createFile(folder.resolve("audit.log"));
    AuditTail tail = AuditTail.begin(file);

    Files.writeString(file, QUESTION + PATCH);

    assertThat(tail.writesOf("slipway", "shop")).containsExactly("patch deployments/web 200");
  }
}
