package dev.slipway.compensation;

import dev.slipway.name.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Undos in the order in which their steps were begun. Immutable. */
public record UndoLog(List<UndoEntry> entries) {
  public UndoLog {
    entries = List.copyOf(entries);
  }

  public static UndoLog empty() {
    return new UndoLog(List.of());
  }

  /** Call before the act: what is not recorded is never undone. */
  public UndoLog record(Undo undo) {
    var all = new ArrayList<>(entries);
    all.add(new UndoEntry(entries.size() + 1, undo, UndoState.PENDING, null));
    return new UndoLog(all);
  }

  /** The newest one that was not tried yet. */
  public Optional<UndoEntry> next() {
    return entries.reversed().stream().filter(e -> e.state() == UndoState.PENDING).findFirst();
  }

  /** The newest untried one of this service. */
  public Optional<UndoEntry> next(ServiceName service) {
    return entries.reversed().stream()
        .filter(e -> e.state() == UndoState.PENDING && e.undo().service().equals(service))
        .findFirst();
  }

  public UndoLog done(int number) {
    return replace(number, UndoState.DONE, null);
  }

  public UndoLog failed(int number, String left) {
    return replace(number, UndoState.FAILED, left);
  }

  /** Taken back, but it does not look well: it stays as it is, and a person has to look. */
  public UndoLog doubted(int number, String left) {
    return replace(number, UndoState.DONE, left);
  }

  public boolean complete() {
    return entries.stream().allMatch(e -> e.state() == UndoState.DONE);
  }

  public List<String> leftToDo() {
    return entries.stream().map(UndoEntry::left).filter(Objects::nonNull).toList();
  }

  private UndoLog replace(int number, UndoState state, @Nullable String left) {
    return new UndoLog(
        entries.stream()
            .map(e -> e.number() == number ? new UndoEntry(number, e.undo(), state, left) : e)
            .toList());
  }
}
