package dev.slipway.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner can read, from the first moment on. */
final class SecretFile {
  private SecretFile() {}

  /** Makes the empty file before a secret exists that could get lost. */
  static void reserve(Path file) {
    try {
      Files.createFile(file, ownerOnly("rw-------"));
    } catch (FileAlreadyExistsException e) {
      throw new Trouble(Exit.USAGE, "%s is there already; name another file".formatted(file));
    } catch (IOException e) {
      throw new Trouble(Exit.USAGE, "cannot write: " + Unread.why(file, e));
    }
  }

  /**
   * Takes a reserved file away again when no secret came, so that the same call can be repeated.
   */
  static void release(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Trouble(Exit.FAILED, "cannot take the empty %s away".formatted(file));
    }
  }

  static void write(Path file, String text) {
    try {
      if (!Files.exists(file)) {
        if (file.getParent() != null && !Files.exists(file.getParent())) {
          Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
        }
        Files.createFile(file, ownerOnly("rw-------"));
      }
      Files.writeString(file, text + System.lineSeparator());
    } catch (IOException e) {
      throw new Trouble(Exit.FAILED, "cannot write: " + Unread.why(file, e));
    }
  }

  private static FileAttribute<?>[] ownerOnly(String rights) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
