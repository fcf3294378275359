package dev.slipway.houserules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.regex.Pattern;

/** A name says what a thing is for; these words say nothing. */
final class Names implements HouseRule {

  private static final Pattern EMPTY_WORDS =
      Pattern.compile(".*(Utils?|Helpers?|Managers?)|(Common|Abstract|Base)(\\p{Lu}.*)?|.*Base");

  @Override
  public List<Violation> violations(House house) {
    return house.classes().stream()
        .filter(owned -> !owned.isAnonymousClass() && isEmpty(owned))
        .map(
            owned ->
                new Violation(
                    "no class is called Util, Helper, Manager, Common, Abstract, Base or Impl",
                    owned.getName(),
                    "move the method to the type it belongs to, or name the class after its role or"
                        + " its technology; only workflow implementations end in WorkflowImpl"))
        .toList();
  }

  private static boolean isEmpty(JavaClass owned) {
    String name = owned.getSimpleName();
    return EMPTY_WORDS.matcher(name).matches()
        || (name.endsWith("Impl") && !name.endsWith("WorkflowImpl"));
  }
}
