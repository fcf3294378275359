package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.token.FirstToken;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.token.Authentication;
import dev.slipway.ledger.token.Tokens;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first token, however many processes start at once and whatever a broken start left. */
class FirstTokenTest {
  private static final Bed BED = Bed.get();

  @Test
  void isMadeOnceByReplicasThatStartTogether(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("first");
    try (Database database = BED.emptyLedger("first_race");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tokens = new Tokens(database, Clock.systemUTC());
      var starts = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 8; i++) {
        starts.add(
            () -> {
              new FirstToken(database, tokens).writeTo(file);
              return true;
            });
      }
      for (var start : threads.invokeAll(starts)) {
        assertThat(start.get()).isTrue();
      }
      assertThat(tokens.all()).hasSize(1);
      assertThat(tokens.authenticate(Files.readString(file).strip()))
          .isInstanceOf(Authentication.Valid.class);
    }
  }

  @Test
  void replacesWhatAStartThatDiedHasLeft(@TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("first"));
    try (Database database = BED.emptyLedger("first_empty")) {
      var tokens = new Tokens(database, Clock.systemUTC());
      new FirstToken(database, tokens).writeTo(empty);
      assertThat(tokens.authenticate(Files.readString(empty).strip()))
          .isInstanceOf(Authentication.Valid.class);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(empty)))
          .isEqualTo("rw-------");
    }
    Path never = Files.writeString(folder.resolve("never"), "slip_" + "x".repeat(43) + "\n");
    try (Database database = BED.emptyLedger("first_never")) {
      var tokens = new Tokens(database, Clock.systemUTC());
      new FirstToken(database, tokens).writeTo(never);
      assertThat(tokens.authenticate(Files.readString(never).strip()))
          .isInstanceOf(Authentication.Valid.class);
    }
  }

  @Test
  void leavesAFileOfSomebodyElseAndMakesNoTokenThen(@TempDir Path folder) throws Exception {
    Path theirs = Files.writeString(folder.resolve("notes"), "buy bread\n");
    try (Database database = BED.emptyLedger("first_theirs")) {
      var tokens = new Tokens(database, Clock.systemUTC());
      assertThatThrownBy(() -> new FirstToken(database, tokens).writeTo(theirs))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(Files.readString(theirs)).isEqualTo("buy bread\n");
      assertThat(tokens.all()).isEmpty();
    }
  }
}
