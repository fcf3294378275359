package dev.slipway.analysis.judge;

/** One number behind a verdict, its unit in its name. */
public record Figure(String name, double value) {}
