package dev.slipway.contract.release;

import dev.slipway.name.ServiceName;
import dev.slipway.rollout.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * @param trouble null when the child is well again
 */
public record ChildNews(ServiceName service, Trouble.@Nullable Unseen trouble) {}
