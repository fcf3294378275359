package dev.slipway.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The client's entrance. */
@Command(
    name = "slipway",
    description = "Durable release orchestration: plans, starts, watches and undoes releases.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Helping.class,
      ReleaseCommands.class,
      ApplyCommand.class,
      DiffCommand.class,
      AdoptCommand.class,
      SchemaCommand.class,
      ValidateCommand.class,
      DocumentCommands.class,
      EnvironmentCommands.class,
      LockCommands.class,
      KnownBadCommands.class,
      EvidenceCommands.class,
      TokenCommands.class,
      ExplainCommand.class,
      LedgerCommands.class,
      DoctorCommand.class,
      ContextCommands.class
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  done, or the run succeeded",
      "  1  something failed that none of the others names",
      "  2  the command line is wrong, or names a file that cannot be read; nothing was sent",
      "  3  refused: documents or a request with faults, no token or role for it, nothing of that",
      "     name, a state that does not allow it; or a run that was rejected, expired or aborted",
      "  4  the run failed and took everything back",
      "  5  the run ended and left something for a person to do",
      "  6  still running when the waiting time was over",
      "  7  the API, or what it needs, does not answer; repeat with the --key that is named",
      "",
      "Environment: SLIPWAY_SERVER (address of the API), SLIPWAY_TOKEN or SLIPWAY_TOKEN_FILE,",
      "NO_COLOR; slipway context keeps address and token file."
    })
public final class SlipwayCli implements Runnable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final Screen screen;
  private final Duration firstPause;
  private @Nullable Api api;

  SlipwayCli(Screen screen, Duration firstPause) {
    this.screen = screen;
    this.firstPause = firstPause;
  }

  public static void main(String[] args) {
    System.exit(run(Screen.ofProcess(), FIRST_PAUSE, args));
  }

  /**
   * @return exit code
   */
  static int run(Screen screen, Duration firstPause, String... args) {
    return commandLine(screen, firstPause).execute(args);
  }

  static CommandLine commandLine(Screen screen, Duration firstPause) {
    var line = new CommandLine(new SlipwayCli(screen, firstPause));
    var completion = new CommandLine(new GenerateCompletion());
    completion.getCommandSpec().name("completion");
    line.addSubcommand("completion", completion);
    Values.register(line);
    line.setParameterExceptionHandler(Misunderstood::answer);
    var strategy = line.getExecutionStrategy();
    line.setExecutionStrategy(parsed -> Misunderstood.refusingUnknownWords(parsed, strategy));
    line.setOut(screen.out());
    line.setErr(screen.err());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(screen.colours() ? Ansi.ON : Ansi.OFF));
    line.setExecutionExceptionHandler((thrown, at, parsed) -> explain(screen, at, thrown));
    line.setExitCodeExceptionMapper(
        thrown ->
            thrown instanceof CommandLine.ParameterException
                ? Exit.USAGE.code()
                : Exit.FAILED.code());
    return line;
  }

  private static int explain(Screen screen, CommandLine at, Exception thrown) throws Exception {
    if (!(thrown instanceof Trouble trouble)) {
      throw thrown;
    }
    screen.err().println(screen.paint(Screen.Paint.BAD, "slipway: ") + trouble.getMessage());
    trouble.details().forEach(detail -> screen.err().println("  " + detail));
    if (trouble.exit() == Exit.USAGE) {
      screen.err().println(Misunderstood.help(at));
    }
    screen.err().flush();
    return trouble.exit().code();
  }

  @Override
  public void run() {
    commandLine(screen, firstPause).usage(screen.out());
  }

  Screen screen() {
    return screen;
  }

  /**
   * @param retryFor how long to try again while it does not answer
   */
  Api api(Duration retryFor) {
    if (api == null) {
      api =
          new Api(
              Target.find(screen.environment()),
              firstPause,
              retryFor,
              words -> {
                screen.err().println(screen.paint(Screen.Paint.WAITING, "slipway: ") + words);
                screen.err().flush();
              });
    }
    return api;
  }
}
