package dev.slipway.compensation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one done step is taken back: absolute recorded values, so that it can be tried any number of
 * times.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Undo.RestoreService.class, name = "restore-service")})
public sealed interface Undo {
  ServiceName service();

  /**
   * Put the declared fields of all workloads of a service back (A10), in reverse order.
   *
   * @param back recorded values
   * @param evictable workloads whose eviction by a vertical autoscaler may still be paused
   * @param version what people call what {@code back} records; null when nobody knows
   * @param away what this run wanted to set: anything that is neither is somebody else's and stays
   */
  record RestoreService(
      ServiceName service,
      SiteName site,
      List<WorkloadChange> back,
      List<WorkloadChange> away,
      List<WorkloadRef> evictable,
      @Nullable String version)
      implements Undo {
    /** A state that nobody has a name for. */
    public RestoreService(
        ServiceName service,
        SiteName site,
        List<WorkloadChange> back,
        List<WorkloadChange> away,
        List<WorkloadRef> evictable) {
      this(service, site, back, away, evictable, null);
    }

    public RestoreService {
      back = List.copyOf(back);
      away = List.copyOf(away);
      evictable = List.copyOf(evictable);
    }
  }
}
