package dev.slipway.cli;

import dev.slipway.houserules.ReferencePage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page on the client comes from the client. */
@Tag("docs")
class ReferencePageTest {
  @Test
  void saysWhatTheClientSays() {
    var nowhere = new PrintWriter(new StringWriter());
    CommandLine client =
        SlipwayCli.commandLine(new Screen(nowhere, nowhere, false, Map.of()), Duration.ofMillis(1));
    var page = new StringBuilder("# The command line client\n\n");
    page.append("`./slipway WORD …` builds the client if need be and calls it.\n\n");
    page.append("## Exit codes\n\n| code | meaning |\n|---|---|\n");
    Arrays.stream(Exit.values())
        .forEach(exit -> page.append("| %d | %s |\n".formatted(exit.code(), exit.meaning())));
    describe(client, page);
    ReferencePage.check("reference/cli.md", page.toString());
  }

  private static void describe(CommandLine command, StringBuilder page) {
    command.setUsageHelpWidth(100);
    page.append("\n## %s\n\n```\n".formatted(command.getCommandSpec().qualifiedName()));
    command
        .getUsageMessage(CommandLine.Help.Ansi.OFF)
        .lines()
        .forEach(line -> page.append(line.stripTrailing()).append('\n'));
    page.append("```\n");
    command.getSubcommands().values().stream()
        .filter(sub -> !sub.getCommandName().equals("help"))
        .forEach(sub -> describe(sub, page));
  }
}
