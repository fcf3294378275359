package dev.slipway.practice.world;

/**
 * One thing that happened to one object.
 *
 * @param type what a watch calls it
 * @param object its state afterwards; when deleted, its last one
 * @param version the store's version at which it happened
 */
public record Change(Type type, KubeObject object, long version) {
  /** The words of the watch protocol. */
  public enum Type {
    /** It was not there before. */
    ADDED,
    /** It is another than before. */
    MODIFIED,
    /** It is gone. */
    DELETED
  }
}
