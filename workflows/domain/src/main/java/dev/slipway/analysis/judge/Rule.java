package dev.slipway.analysis.judge;

/** How one metric is judged, complete: nothing is filled in later. */
public sealed interface Rule permits ShareRule, LevelRule {
  String name();

  Standing standing();
}
