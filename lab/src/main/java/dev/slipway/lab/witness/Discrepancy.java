package dev.slipway.lab.witness;

/**
 * Something that was seen and not promised, or promised and not seen.
 *
 * @param what which effect, for a person
 */
public record Discrepancy(Kind kind, String what) {

  /** What can be wrong with effects. */
  public enum Kind {
    /** The same operation changed its object again. */
    DOUBLED,
    /** It is called done, and no witness saw it. */
    MISSING,
    /** Nobody promised it, or another hand did it. */
    FOREIGN,
    /** It came before something that it had to follow. */
    MISORDERED,
    /** One witness saw it and the other, who had to, did not. */
    DISPUTED
  }

  @Override
  public String toString() {
    return kind + ": " + what;
  }
}
