package dev.slipway.evidence;

import dev.slipway.compensation.UndoState;
import dev.slipway.name.ServiceName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recorded way back and what became of it.
 *
 * @param left what a person has to do, when it failed
 */
public record UndoView(int number, ServiceName service, UndoState state, @Nullable String left) {

  static List<UndoView> after(List<UndoView> undos, Fact fact) {
    return switch (fact) {
      case Fact.UndoRecorded noted ->
          put(undos, new UndoView(noted.number(), noted.undo().service(), UndoState.PENDING, null));
      case Fact.Undone done ->
          put(undos, new UndoView(done.number(), done.service(), UndoState.DONE, null));
      case Fact.UndoFailed failed ->
          put(
              undos,
              new UndoView(failed.number(), failed.service(), UndoState.FAILED, failed.left()));
      // each part of the view folds only the facts that are about it
      default -> undos;
    };
  }

  private static List<UndoView> put(List<UndoView> undos, UndoView newer) {
    var all = new ArrayList<>(undos);
    all.removeIf(undo -> undo.number == newer.number);
    all.add(newer);
    all.sort((a, b) -> Integer.compare(a.number, b.number));
    return List.copyOf(all);
  }
}
