package dev.slipway.api.release;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;

/**
 * A run that was started, now or by an earlier request with the same key.
 *
 * @param workflowId where the run is found in Temporal's Web UI
 */
record StartedAnswer(RunId run, EnvironmentName environment, String workflowId) {}
