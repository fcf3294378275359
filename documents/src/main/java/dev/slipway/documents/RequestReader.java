package dev.slipway.documents;

import dev.slipway.release.Problem;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a request (JSON or YAML) as strictly as a document: an unknown field is refused. */
public final class RequestReader {

  /**
   * What was read.
   *
   * @param input null when there are problems
   */
  public record Read(@Nullable RequestInput input, List<Problem> problems) {
    public Read {
      problems = List.copyOf(problems);
    }
  }

  private RequestReader() {}

  /** Never throws for anything that the text may hold. */
  public static Read read(String text) {
    var options = new LoaderOptions();
    options.setCodePointLimit(DocumentReader.MAX_CHARACTERS);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DocumentReader.MAX_DEPTH);
    Node root;
    try {
      root = new Yaml(options).compose(new StringReader(text));
    } catch (YAMLException e) {
      return refused("is not valid JSON: " + e.getMessage());
    }
    if (root == null) {
      return refused("is empty; name an environment and at least one service");
    }
    var binder = new RecordBinder();
    RequestInput input = binder.bind(root, RequestInput.class, "");
    return new Read(
        input, binder.misfits().stream().map(m -> new Problem(m.field(), m.message())).toList());
  }

  private static Read refused(String message) {
    return new Read(null, List.of(new Problem("", message)));
  }
}
