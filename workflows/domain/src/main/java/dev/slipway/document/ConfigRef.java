package dev.slipway.document;

import dev.slipway.rollout.ConfigKind;

/**
 * A reference in the pod template that a release may point to another object. Objects are versioned
 * by name, so that the way back brings the old values back too.
 */
public record ConfigRef(
    @Says(value = "Kind of the object.") ConfigKind kind,
    @Says(
            value =
                "Base name: a reference in the template belongs here if it is this name, or starts"
                    + " with it and '-'.",
            shape = Shape.NAME)
        String name) {}
