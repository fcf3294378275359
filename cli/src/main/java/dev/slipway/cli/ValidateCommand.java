package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks files without any API. */
@Command(
    name = "validate",
    description =
        "Check documents on this machine alone, each and whether they fit together, with file and"
            + " line. Exit code 3 when there are faults.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
  @Mixin Offline offline = new Offline();
  @Mixin Files files = new Files();

  @Option(
      names = "--partial",
      description =
          "The files are not all there is: names that they do not define are taken to be"
              + " registered.")
  boolean partial;

  @Override
  public Integer call() {
    try {
      files.checkedTogether(!partial);
    } catch (Trouble faults) {
      throw withWayOut(faults);
    }
    offline.show(Json.object().put("valid", true), answer -> "valid");
    return Exit.SUCCEEDED.code();
  }

  private Trouble withWayOut(Trouble faults) {
    boolean elsewhere =
        faults.details().stream().anyMatch(line -> line.matches(".*: service '.*' is not known.*"));
    return elsewhere && !partial
        ? faults.with("are the other services registered already? Then add --partial")
        : faults;
  }
}
