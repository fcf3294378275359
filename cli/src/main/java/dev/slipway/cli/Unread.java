package dev.slipway.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file could not be read or written, in words that tell one reason from another. */
final class Unread {
  private Unread() {}

  /** A sentence that names the file. */
  static String why(Path file, IOException e) {
    return switch (e) {
      case NoSuchFileException missing ->
          missing.getFile() == null || missing.getFile().equals(file.toString())
              ? "there is no file %s".formatted(file)
              : "there is no folder for %s".formatted(file);
      case AccessDeniedException denied -> "%s may not be opened by you".formatted(file);
      case FileAlreadyExistsException there -> "%s is there already".formatted(file);
      case NotDirectoryException odd -> "a part of the path %s is no folder".formatted(file);
      case CharacterCodingException binary -> "%s is not text in UTF-8".formatted(file);
      default ->
          Files.isDirectory(file)
              ? "%s is a directory, and a file is wanted".formatted(file)
              : "%s cannot be used (%s)".formatted(file, e.getMessage());
    };
  }
}
