package dev.slipway.contract.release;

import dev.slipway.name.ServiceName;
import dev.slipway.rollout.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * @param system what is ill or well again, by the same name both times
 * @param trouble null when it is well again
 */
public record ChildNews(ServiceName service, String system, Trouble.@Nullable Unseen trouble) {}
