package dev.slipway.contract.rollout;

import dev.slipway.name.SiteName;

/** Which namespace to look at, and whose worker can see it. */
public record AdoptionStart(SiteName site, AdoptionRequest request) {}
