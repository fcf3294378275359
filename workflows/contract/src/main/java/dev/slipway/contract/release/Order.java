package dev.slipway.contract.release;

import dev.slipway.name.Actor;

/**
 * A person's order to a run.
 *
 * @param id de-duplication id
 */
public record Order(String id, Actor by, String reason) {}
