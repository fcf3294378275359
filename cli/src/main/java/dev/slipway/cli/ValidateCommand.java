package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.documents.DocumentProblem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks files without any API. */
@Command(
    name = "validate",
    description =
        "Check documents on this machine alone, each and whether they fit together, with file and"
            + " line. Exit code 3 when there are faults, which -o json lists on the standard output.",
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
    List<DocumentProblem> faults = files.faultsTogether(!partial);
    Optional<String> wayOut = wayOut(faults);
    if (offline.json()) {
      offline.show(answer(faults, wayOut), Json::pretty);
      return faults.isEmpty() ? Exit.SUCCEEDED.code() : Exit.REFUSED.code();
    }
    if (!faults.isEmpty()) {
      Trouble trouble = Files.faults(faults, "");
      throw wayOut.map(trouble::with).orElse(trouble);
    }
    offline.show(Json.object(), answer -> "valid");
    return Exit.SUCCEEDED.code();
  }

  private Optional<String> wayOut(List<DocumentProblem> faults) {
    boolean elsewhere =
        faults.stream().anyMatch(fault -> fault.message().matches("service '.*' is not known.*"));
    return elsewhere && !partial
        ? Optional.of("are the other services registered already? Then add --partial")
        : Optional.empty();
  }

  private static ObjectNode answer(List<DocumentProblem> faults, Optional<String> wayOut) {
    ObjectNode answer = Json.object().put("valid", faults.isEmpty());
    ArrayNode list = answer.putArray("faults");
    faults.forEach(
        fault ->
            list.addObject()
                .put("file", fault.file())
                .put("line", fault.line())
                .put("document", fault.document())
                .put("field", fault.field())
                .put("message", fault.message()));
    wayOut.ifPresent(hint -> answer.put("hint", hint));
    return answer;
  }
}
