package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a Job, of its pods and of what is left of them: the same at each site. */
public abstract class JobContract {
  private Shop shop;

  protected abstract WorkloadGround ground();

  @BeforeEach
  void open() {
    shop = new Shop(ground());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void isCompleteWhenItsPodEndsWell() {
    String job = job("done", "v1.2.0", "\"command\":[\"true\"],", "\"backoffLimit\":0");

    JsonNode found = ground().cluster().await(job, now -> condition(now, "Complete"));

    assertThat(found.at("/status/succeeded").asInt()).isEqualTo(1);
    assertThat(found.at("/status/completionTime").asText()).isNotEmpty();
    assertThat(pods("done")).hasSize(1);
    assertThat(pods("done").getFirst().at("/status/phase").asText()).isEqualTo("Succeeded");
    assertThat(exitCode(pods("done").getFirst())).isZero();
  }

  @Test
  void failsWithTheExitCodeOfItsPod() {
    String job = job("broken", "v1.2.0-crash", "", "\"backoffLimit\":0");

    JsonNode found = ground().cluster().await(job, now -> condition(now, "Failed"));

    assertThat(found.at("/status/failed").asInt()).isEqualTo(1);
    assertThat(reason(found)).isEqualTo("BackoffLimitExceeded");
    assertThat(pods("broken")).hasSize(1);
    assertThat(pods("broken").getFirst().at("/status/phase").asText()).isEqualTo("Failed");
    assertThat(exitCode(pods("broken").getFirst())).isEqualTo(1);
  }

  @Test
  void isTriedAgainAsOftenAsItSays() {
    String job = job("stubborn", "v1.2.0-crash", "", "\"backoffLimit\":1");

    JsonNode found = ground().cluster().await(job, now -> condition(now, "Failed"));

    assertThat(found.at("/status/failed").asInt()).isEqualTo(2);
    assertThat(pods("stubborn")).hasSize(2);
  }

  @Test
  void goesWhenItsTimeAfterTheEndIsOver() {
    String job =
        job(
            "short",
            "v1.2.0",
            "\"command\":[\"true\"],",
            "\"backoffLimit\":0,\"ttlSecondsAfterFinished\":1");

    ground()
        .cluster()
        .await(job.substring(0, job.lastIndexOf('/')), jobs -> jobs.path("items").isEmpty());
  }

  private String job(String name, String tag, String command, String spec) {
    String path = "/apis/batch/v1/namespaces/%s/jobs".formatted(shop.namespace);
    shop.create(
        path,
        """
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"%s"},
         "spec":{%s,"template":{"spec":{"restartPolicy":"Never","terminationGracePeriodSeconds":1,
          "containers":[{%s"name":"work","image":"%s"}]}}}}"""
            .formatted(name, spec, command, ground().image(tag).value()));
    return path + "/" + name;
  }

  private List<JsonNode> pods(String job) {
    var found = new ArrayList<JsonNode>();
    for (JsonNode pod :
        ground()
            .cluster()
            .read("/api/v1/namespaces/%s/pods".formatted(shop.namespace))
            .path("items")) {
      if (pod.at("/metadata/labels/job-name").asText().equals(job)) {
        found.add(pod);
      }
    }
    return found;
  }

  private static int exitCode(JsonNode pod) {
    return pod.at("/status/containerStatuses/0/state/terminated/exitCode").asInt(-1);
  }

  private static boolean condition(JsonNode job, String type) {
    for (JsonNode condition : job.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  private static String reason(JsonNode job) {
    for (JsonNode condition : job.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Failed")) {
        return condition.path("reason").asText();
      }
    }
    return "";
  }
}
