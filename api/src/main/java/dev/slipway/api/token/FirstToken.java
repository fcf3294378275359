package dev.slipway.api.token;

import dev.slipway.ledger.token.NewToken;
import dev.slipway.ledger.token.TokenScope;
import dev.slipway.ledger.token.Tokens;
import dev.slipway.name.Role;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the token by which all others are made, for whoever starts the API and for nobody else. */
public final class FirstToken {
  private static final Logger LOG = LoggerFactory.getLogger(FirstToken.class);

  private final Tokens tokens;

  public FirstToken(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Writes a new admin token into a file that only its owner can read, unless some token exists.
   *
   * @throws IOException when the file is there already or cannot be written; no token was made then
   */
  public void writeTo(Path file) throws IOException {
    if (!tokens.all().isEmpty()) {
      LOG.info("tokens exist; {} is left as it is", file);
      return;
    }
    Files.createFile(file, ownerOnly());
    var wanted = new NewToken("admin", List.of(Role.ADMIN), TokenScope.everything(), null);
    Files.writeString(file, tokens.issue(wanted, "bootstrap").secret() + "\n");
    LOG.info("wrote a first admin token to {}", file);
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
