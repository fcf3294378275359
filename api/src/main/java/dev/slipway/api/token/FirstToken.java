package dev.slipway.api.token;

import dev.slipway.ledger.Database;
import dev.slipway.ledger.token.NewToken;
import dev.slipway.ledger.token.TokenScope;
import dev.slipway.ledger.token.Tokens;
import dev.slipway.name.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the token by which all others are made, for whoever starts the API and for nobody else. */
public final class FirstToken {
  private static final Logger LOG = LoggerFactory.getLogger(FirstToken.class);

  /** Any number, as long as nobody else in this database locks it. */
  private static final long LINE = 0x51_1b_3a_7cL;

  private static final int LONGEST_SECRET = 210;
  private static final Pattern LEFT_OVER = Pattern.compile("(slip_[A-Za-z0-9_-]+)?\\s*");

  private final Database database;
  private final Tokens tokens;

  public FirstToken(Database database, Tokens tokens) {
    this.database = database;
    this.tokens = tokens;
  }

  /**
   * Writes a new admin token into a file that only its owner can read, unless some token exists.
   * Processes that start together do it one after the other. A file that a start left which died on
   * the way is replaced: it is empty, or holds a secret that was never stored.
   *
   * @throws IOException when the file holds something else or cannot be written; no token was made
   *     then
   */
  public void writeTo(Path file) throws IOException {
    try {
      database.write(
          client -> {
            client.sql("select pg_advisory_xact_lock(?)").param(LINE).query((r, n) -> n).list();
            write(file);
            return file;
          });
    } catch (UncheckedIOException unwritten) {
      throw unwritten.getCause();
    }
  }

  /** The token counts when the transaction is over, and by then the file is written. */
  private void write(Path file) {
    if (!tokens.all().isEmpty()) {
      LOG.info("tokens exist; {} is left as it is", file);
      return;
    }
    var wanted = new NewToken("admin", List.of(Role.ADMIN), TokenScope.everything(), null);
    try {
      if (isLeftOver(file)) {
        Files.delete(file);
      }
      Files.createFile(file, ownerOnly());
      Files.writeString(file, tokens.issue(wanted, "bootstrap").secret() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LOG.info("wrote a first admin token to {}", file);
  }

  private static boolean isLeftOver(Path file) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) <= LONGEST_SECRET
        && LEFT_OVER.matcher(Files.readString(file)).matches();
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
