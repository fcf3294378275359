package dev.slipway.lab.witness;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whole lines of a log from one moment on.
 *
 * @param from bytes of the file that are older
 */
record LogTail(Path file, long from) {

  /** Begins at the present end of the file. */
  static LogTail begin(Path file) {
    try {
      return new LogTail(file, Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the log " + file + " cannot be read", e);
    }
  }

  List<String> lines() {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      in.skipNBytes(from);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      // a line under way has no end yet
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the log " + file + " cannot be read", e);
    }
  }
}
