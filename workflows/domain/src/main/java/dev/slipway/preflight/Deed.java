package dev.slipway.preflight;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.name.ServiceName;
import dev.slipway.rollout.WorkloadKind;

/** Something that a release does in a namespace. Which rights it takes is the adapter's to know. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Deed.Change.class, name = "change"),
  @JsonSubTypes.Type(value = Deed.ReadLogs.class, name = "read-logs"),
  @JsonSubTypes.Type(value = Deed.PauseEviction.class, name = "pause-eviction"),
  @JsonSubTypes.Type(value = Deed.LeaveNote.class, name = "leave-note"),
  @JsonSubTypes.Type(value = Deed.Call.class, name = "call")
})
public sealed interface Deed {
  /** What it is for, as it follows "to". */
  String purpose();

  /** A workload gets its new state; its pods are watched, and freed where they are stuck. */
  record Change(WorkloadKind kind, String name) implements Deed {
    @Override
    public String purpose() {
      return "change %s/%s".formatted(kind.kubernetes(), name);
    }
  }

  /** The pods' logs are searched. */
  record ReadLogs() implements Deed {
    @Override
    public String purpose() {
      return "read logs";
    }
  }

  /** A vertical autoscaler rests while pods are replaced. */
  record PauseEviction(String autoscaler) implements Deed {
    @Override
    public String purpose() {
      return "let VerticalPodAutoscaler/%s rest meanwhile".formatted(autoscaler);
    }
  }

  /** The way back of a service is left in the cluster, for people without Slipway. */
  record LeaveNote(ServiceName service) implements Deed {
    @Override
    public String purpose() {
      return "leave the way back of %s in the cluster".formatted(service);
    }
  }

  /**
   * A Service is asked through the API server.
   *
   * @param method GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS
   */
  record Call(String service, int port, String method) implements Deed {
    @Override
    public String purpose() {
      return "%s from Service/%s".formatted(method, service);
    }
  }
}
