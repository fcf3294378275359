package dev.slipway.release;

import dev.slipway.rollout.ConfigKind;

/** A configuration reference that is ours to change, see {@link ConfigSetting#slot}. */
public record ConfigSlot(ConfigKind kind, String slot) {}
