package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencePageTest {

  @TempDir Path folder;

  @Test
  void writesAPageAndFindsItUnchanged() throws IOException {
    Path page = folder.resolve("reference/words.md");

    ReferencePage.check(page, "# Words\n\n\n", true);
    ReferencePage.check(page, "# Words", false);

    assertThat(Files.readString(page)).startsWith("<!-- ").endsWith("# Words\n");
  }

  @Test
  void refusesAPageThatSaysSomethingElse() {
    Path page = folder.resolve("words.md");
    ReferencePage.check(page, "# Words", true);

    assertThatThrownBy(() -> ReferencePage.check(page, "# More words", false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("run ./slipway docs");
    assertThatThrownBy(() -> ReferencePage.check(folder.resolve("missing.md"), "# Words", false))
        .hasMessageContaining("missing.md");
  }
}
