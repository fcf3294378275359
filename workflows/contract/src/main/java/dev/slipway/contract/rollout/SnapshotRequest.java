package dev.slipway.contract.rollout;

import dev.slipway.release.DeclaredWorkload;

public record SnapshotRequest(DeclaredWorkload declared) {}
