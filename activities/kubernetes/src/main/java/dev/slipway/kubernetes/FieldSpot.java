package dev.slipway.kubernetes;

import java.util.ArrayList;
import java.util.List;

/**
 * One place of a workload that a change is about.
 *
 * @param field its name for people, as in "image of api"
 * @param pointer JSON pointer to the value
 * @param guard pointer to a value that must still be what it was for {@code pointer} to mean the
 *     same thing; equal to {@code pointer} where no other guard is needed
 * @param guardValue what must stand at {@code guard}
 * @param found present value
 * @param wanted value to bring it to
 * @param acceptable values that may be replaced
 */
record FieldSpot(
    String field,
    String pointer,
    String guard,
    String guardValue,
    String found,
    String wanted,
    List<String> acceptable) {
  FieldSpot {
    acceptable = List.copyOf(acceptable);
  }

  boolean isThere() {
    return found.equals(wanted);
  }

  boolean mayBeReplaced() {
    return isThere() || acceptable.contains(found);
  }

  /** The same place, where one more value may be replaced. */
  FieldSpot accepting(String value) {
    var more = new ArrayList<>(acceptable);
    more.add(value);
    return new FieldSpot(field, pointer, guard, guardValue, found, wanted, more);
  }

  String conflict() {
    return "%s is %s, which is neither %s nor what the run decided on (%s)"
        .formatted(
            field,
            found,
            wanted,
            acceptable.isEmpty() ? "nothing" : String.join(" or ", acceptable));
  }
}
