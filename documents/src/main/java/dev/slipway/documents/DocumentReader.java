package dev.slipway.documents;

import dev.slipway.document.Document;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.Says;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.ServiceName;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML (or JSON) strictly: an unknown field, a field said twice or a value out of range is
 * refused with its path and the known words. A file holds any number of documents.
 */
public final class DocumentReader {

  public static final String API_VERSION = "slipway.dev/v1";

  /** Known kinds, as documents write them. */
  public static final List<String> KINDS = List.of("Service", "Environment");

  static final int MAX_CHARACTERS = 1_000_000;
  static final int MAX_ALIASES = 20;
  static final int MAX_DEPTH = 30;
  static final int MAX_DOCUMENTS = 1_000;

  record ServiceMetadata(
      @Says("Name of the service, unique within the installation.") ServiceName name) {}

  record EnvironmentMetadata(
      @Says("Name of the environment, unique within the installation.") EnvironmentName name) {}

  record ServiceFile(
      @Says("slipway.dev/v1") String apiVersion,
      @Says("Service") String kind,
      @Says("What the service is called.") ServiceMetadata metadata,
      @Says("How it is released.") ServiceSpec spec) {}

  record EnvironmentFile(
      @Says("slipway.dev/v1") String apiVersion,
      @Says("Environment") String kind,
      @Says("What the environment is called.") EnvironmentMetadata metadata,
      @Says("Where it is and what holds there.") EnvironmentSpec spec) {}

  private DocumentReader() {}

  /** Reads one file; never throws for anything that the text may hold. */
  public static Reading read(String file, String text) {
    return read(List.of(new SourceText(file, text)));
  }

  /**
   * Reads several files and checks each document for itself. Whether documents fit together is
   * asked of {@link DocumentChecks}.
   */
  public static Reading read(List<SourceText> sources) {
    var documents = new ArrayList<Placed>();
    var problems = new ArrayList<DocumentProblem>();
    for (SourceText source : sources) {
      read(source, documents, problems);
    }
    return new Reading(documents, problems);
  }

  private static void read(
      SourceText source, List<Placed> documents, List<DocumentProblem> problems) {
    int seen = 0;
    int from = 0;
    try {
      for (Node root : new Yaml(options()).composeAll(new StringReader(source.text()))) {
        if (root.getTag().equals(Tag.NULL)) {
          continue;
        }
        if (++seen > MAX_DOCUMENTS) {
          problems.add(
              whole(source, 0, "holds more than %d documents; split it".formatted(MAX_DOCUMENTS)));
          return;
        }
        int until = root.getEndMark().getIndex();
        readOne(source, root, own(source.text(), from, until), documents, problems);
        from = until;
      }
    } catch (YAMLException e) {
      problems.add(whole(source, YamlFault.line(e), YamlFault.sentence(e)));
      return;
    }
    if (seen == 0) {
      problems.add(whole(source, 0, "holds no document"));
    }
  }

  private static LoaderOptions options() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    return options;
  }

  private static DocumentProblem whole(SourceText source, int line, String message) {
    return new DocumentProblem(source.file(), line, "", "", message);
  }

  /** The text of one document of the file, comments in front of it included. */
  private static String own(String text, int from, int until) {
    String part =
        text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, until));
    return part.replaceFirst("(?m)^---[ \\t]*\\r?\\n?", "").strip() + "\n";
  }

  private static void readOne(
      SourceText source,
      Node root,
      String text,
      List<Placed> documents,
      List<DocumentProblem> problems) {
    var binder = new RecordBinder();
    Document document = bind(binder, root);
    String title = document == null ? title(root) : document.kind() + "/" + document.title();
    binder
        .misfits()
        .forEach(
            m ->
                problems.add(
                    new DocumentProblem(source.file(), m.line(), title, m.field(), m.message())));
    if (document != null) {
      var placed = new Placed(source.file(), text, binder.lines(), document);
      documents.add(placed);
      DocumentRules.problems(document)
          .forEach(p -> problems.add(placed.problem(p.field(), p.message())));
    }
  }

  private static @Nullable Document bind(RecordBinder binder, Node root) {
    Map<String, Node> fields = binder.fields(root, "");
    if (!binder.misfits().isEmpty()) {
      return null;
    }
    String kind = text(fields.get("kind"));
    String version = text(fields.get("apiVersion"));
    if (kind == null || !KINDS.contains(kind)) {
      binder.refuse(
          "kind",
          fields.getOrDefault("kind", root),
          (kind == null ? "is missing" : "'%s' is not known".formatted(kind))
              + "; known: "
              + String.join(", ", KINDS));
      return null;
    }
    if (version != null && !version.equals(API_VERSION)) {
      binder.refuse(
          "apiVersion",
          fields.get("apiVersion"),
          "'%s' is not known; known: %s".formatted(version, API_VERSION));
    }
    return kind.equals("Service") ? service(binder, root) : environment(binder, root);
  }

  private static @Nullable Document service(RecordBinder binder, Node root) {
    ServiceFile file = binder.bind(root, ServiceFile.class, "");
    return file == null || !binder.misfits().isEmpty()
        ? null
        : new ServiceDocument(file.metadata().name(), 0, file.spec());
  }

  private static @Nullable Document environment(RecordBinder binder, Node root) {
    EnvironmentFile file = binder.bind(root, EnvironmentFile.class, "");
    return file == null || !binder.misfits().isEmpty()
        ? null
        : new EnvironmentDocument(file.metadata().name(), 0, file.spec());
  }

  private static @Nullable String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  /** Kind and name as far as they can be read. */
  private static String title(Node root) {
    var quiet = new RecordBinder();
    Map<String, Node> fields = quiet.fields(root, "");
    String kind = text(fields.get("kind"));
    Node metadata = fields.get("metadata");
    String name = metadata == null ? null : text(quiet.fields(metadata, "metadata").get("name"));
    return kind == null || name == null ? "" : kind + "/" + name;
  }
}
