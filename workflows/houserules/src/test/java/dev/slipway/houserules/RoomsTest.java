package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rooms lie directly under the root package, so these are compiled apart from our own classes. */
class RoomsTest {

  @TempDir Path folder;

  @Test
  void findsRoomsThatNeedEachOtherInACircle() throws Exception {
    compile("gate", "Gate", "public dev.slipway.release.Release release;");
    compile("release", "Release", "public dev.slipway.gate.Gate gate;");

    assertThat(new Rooms().violations(house()))
        .extracting(Violation::rule)
        .contains("rooms do not need each other in a circle");
  }

  @Test
  void letsRoomsStandOneAboveTheOther() throws Exception {
    compile("gate", "Gate", "");
    compile("release", "Release", "public dev.slipway.gate.Gate gate;");

    assertThat(new Rooms().violations(house()))
        .extracting(Violation::rule)
        .containsOnly("every package is @NullMarked and says what it is for");
  }

  private House house() {
    var classes = new ClassFileImporter().importPath(folder.resolve("classes"));
    assertThat(classes).hasSize(2);
    return new House("domain", classes, List.of(), List.of());
  }

  /** Compiles what was written so far: the second call sees the first class as source too. */
  private void compile(String room, String name, String body) throws Exception {
    Path file = folder.resolve("dev/slipway/" + room + "/" + name + ".java");
    Files.createDirectories(file.getParent());
    Files.createDirectories(folder.resolve("classes"));
    Files.writeString(
        file, "package dev.slipway." + room + "; public class " + name + " {" + body + "}");
    String[] arguments = {
      "-proc:none",
      "-sourcepath",
      folder.toString(),
      "-d",
      folder.resolve("classes").toString(),
      file.toString()
    };
    // the first of two that need each other does not compile yet; the second brings both
    OutputStream quiet = OutputStream.nullOutputStream();
    ToolProvider.getSystemJavaCompiler().run(null, quiet, quiet, arguments);
  }
}
