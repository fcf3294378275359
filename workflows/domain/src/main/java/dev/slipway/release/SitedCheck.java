package dev.slipway.release;

import dev.slipway.name.SiteName;
import dev.slipway.preflight.PlannedCheck;

/** A planned check and the site whose credentials can look. */
public record SitedCheck(SiteName site, PlannedCheck planned) {}
