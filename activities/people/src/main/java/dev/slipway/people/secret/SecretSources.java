package dev.slipway.people.secret;

import java.nio.file.Path;
import java.util.List;

/**
 * What documents may refer to on this machine. Documents are written by many people, and a worker's
 * machine holds more secrets than theirs.
 *
 * @param folders below which {@code file:} may read; empty refuses {@code file:}
 * @param variablePrefix with which {@code env:} names must begin; empty allows every variable
 */
public record SecretSources(List<Path> folders, String variablePrefix) {
  public SecretSources {
    folders = List.copyOf(folders);
    folders.stream()
        .filter(folder -> !folder.isAbsolute())
        .findFirst()
        .ifPresent(
            folder -> {
              throw new IllegalArgumentException(
                  "folder '%s' of secrets is not absolute".formatted(folder));
            });
  }
}
