package dev.slipway.practice.world;

/**
 * One part of the cluster that brings the state nearer to what is wanted. It looks at the whole
 * state each time, writes what must change now, and puts on the agenda when it must look again.
 */
public interface Controller {
  /** Does what is to do at this instant; must write nothing when all is as it should be. */
  void step();
}
