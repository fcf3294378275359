package dev.slipway.practice.world;

/**
 * Where an object lies.
 *
 * @param namespace empty for objects of the whole cluster
 */
public record ObjectKey(Kind kind, String namespace, String name) {}
