package dev.slipway.people.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.contract.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAndEnvSecretsTest {
  @TempDir private Path folder;

  @Test
  void readsVariables() {
    assertThat(secrets().resolve("env:SHOP_KEY")).isEqualTo("abc");
    assertThatThrownBy(() -> secrets().resolve("env:SHOP_NONE"))
        .hasMessageContaining("env:SHOP_NONE is not set");
  }

  @Test
  void keepsTheWorkersOwnVariablesToItself() {
    assertThatThrownBy(() -> secrets().resolve("env:DATABASE_PASSWORD"))
        .hasMessageContaining("SHOP_")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void readsFilesWithoutTheirLastNewline() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "two\nlines\n");
    assertThat(secrets().resolve("file:" + file)).isEqualTo("two\nlines");
  }

  @Test
  void doesNotFollowALinkOutOfTheOpenFolders() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/hostname"));
    assertThatThrownBy(() -> secrets().resolve("file:" + link))
        .hasMessageContaining("not open to documents");
    assertThatThrownBy(() -> secrets().resolve("file:" + folder + "/../../etc/passwd"))
        .hasMessageContaining("file:");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> secrets().resolve("file:" + folder + "/none"))
        .hasMessageContaining("/none cannot be read");
  }

  @Test
  void handsOtherSchemesToTheirStores() {
    assertThat(secrets().resolve("kubernetes://shop/db#password")).isEqualTo("from the cluster");
  }

  @Test
  void listsTheKnownSchemesAndDoesNotRepeatWhatMayBeTheSecret() {
    assertThatThrownBy(() -> secrets().resolve("hunter2"))
        .hasMessageContaining("[env, file, kubernetes]")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> secrets().resolve("vault:x")).hasMessageContaining("[env, file");
  }

  private Secrets secrets() {
    return new FileAndEnvSecrets(
        new SecretSources(List.of(folder), "SHOP_"),
        Map.of("SHOP_KEY", "abc", "DATABASE_PASSWORD", "hidden"),
        Map.of("kubernetes", reference -> "from the cluster"));
  }
}
