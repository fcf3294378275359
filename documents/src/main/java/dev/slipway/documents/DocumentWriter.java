package dev.slipway.documents;

import dev.slipway.document.Document;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a document as people would: only what is said, short forms of durations, words. */
public final class DocumentWriter {

  private DocumentWriter() {}

  /** YAML that {@link DocumentReader} reads as the same document; the revision is not written. */
  public static String yaml(Document document) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
    options.setIndent(2);
    options.setWidth(1_000);
    options.setSplitLines(false);
    return new Yaml(options).dump(tree(document));
  }

  /** The same as maps, lists, texts, numbers and truth values. */
  public static Map<String, Object> tree(Document document) {
    var root = new LinkedHashMap<String, Object>();
    root.put("apiVersion", DocumentReader.API_VERSION);
    root.put("kind", document.kind());
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("name", document.title());
    root.put("metadata", metadata);
    Object spec =
        switch (document) {
          case ServiceDocument service -> part(service.spec());
          case EnvironmentDocument environment -> part(environment.spec());
        };
    root.put("spec", spec);
    return root;
  }

  private static Object value(Object value) {
    return switch (value) {
      case Integer number -> number;
      case Double number -> number;
      case Boolean truth -> truth;
      case List<?> list -> list.stream().map(DocumentWriter::value).toList();
      case Map<?, ?> map -> {
        var written = new LinkedHashMap<String, Object>();
        map.forEach((key, entry) -> written.put(key.toString(), value(entry)));
        yield written;
      }
      default -> RecordBinder.isPart(value.getClass()) ? part(value) : Leaves.text(value);
    };
  }

  private static Map<String, Object> part(Object part) {
    var written = new LinkedHashMap<String, Object>();
    for (Class<?> above : part.getClass().getInterfaces()) {
      if (above.isSealed()) {
        written.put("type", Choices.nameOf(above, part.getClass()));
      }
    }
    for (RecordComponent component : part.getClass().getRecordComponents()) {
      @Nullable Object said = Leaves.read(component, part);
      if (said != null) {
        written.put(component.getName(), value(said));
      }
    }
    return written;
  }
}
