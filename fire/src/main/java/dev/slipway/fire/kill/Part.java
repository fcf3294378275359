package dev.slipway.fire.kill;

/**
 * One round as it is ordered.
 *
 * @param where where to kill; nowhere for a round in which nothing happens
 */
record Part(Tale tale, Where where) {}
