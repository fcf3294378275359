package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks files without any API. */
@Command(
    name = "validate",
    description =
        "Check documents on this machine alone: fields, types, limits, with file and line.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
  @Mixin Shared shared = new Shared();
  @Mixin Files files = new Files();

  @Override
  public Integer call() {
    files.checked();
    shared.show(Json.object().put("valid", true), answer -> "valid");
    return Exit.SUCCEEDED.code();
  }
}
