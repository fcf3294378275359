package dev.slipway.contract.release;

import dev.slipway.name.ServiceName;
import dev.slipway.rollout.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * @param system what is ill or well again, by the same name both times
 * @param trouble null when it is well again
 * @param verifying whether this only says that the service is changed and is being looked at; then
 *     the other two say nothing
 */
public record ChildNews(
    ServiceName service, String system, Trouble.@Nullable Unseen trouble, boolean verifying) {
  public ChildNews(ServiceName service, String system, Trouble.@Nullable Unseen trouble) {
    this(service, system, trouble, false);
  }

  public static ChildNews verifies(ServiceName service) {
    return new ChildNews(service, "", null, true);
  }
}
