package dev.slipway.rollout;

/**
 * Which object a declared configuration reference points at. Objects are versioned by name ({@code
 * app-config-v7}), so that a rollback of the reference brings the old values back and new pods are
 * forced (D74).
 *
 * @param slot declared base name; a template reference belongs to the slot if it equals it or
 *     starts with it and '-'
 * @param name object that the reference shall name
 */
public record ConfigSetting(ConfigKind kind, String slot, String name) {
  /** Whether a reference found in a template belongs to this slot. */
  public boolean owns(String reference) {
    return reference.equals(slot) || reference.startsWith(slot + "-");
  }
}
