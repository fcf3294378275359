package dev.slipway.documents;

import dev.slipway.document.Says;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Lays a YAML tree into records, strictly. Collects every problem with its exact path instead of
 * stopping at the first one, because a person mends a file once.
 */
final class RecordBinder {

  /** One thing that did not fit. */
  record Misfit(String field, int line, String message) {}

  private final List<Misfit> misfits = new ArrayList<>();
  private final TreeMap<String, Integer> lines = new TreeMap<>();

  List<Misfit> misfits() {
    return misfits;
  }

  TreeMap<String, Integer> lines() {
    return lines;
  }

  /** The record, or null when anything in it did not fit. */
  <T> @Nullable T bind(Node node, Class<T> type, String path) {
    int before = misfits.size();
    Object bound = bindRecord(node, type, path, false);
    return misfits.size() == before ? type.cast(bound) : null;
  }

  void refuse(String field, Node at, String message) {
    misfits.add(new Misfit(field, line(at), message));
  }

  static int line(Node node) {
    return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
  }

  private @Nullable Object bindValue(
      Node node, AnnotatedType type, @Nullable Says says, String path) {
    lines.put(path, line(node));
    if (node.getTag().equals(Tag.NULL)) {
      refuse(path, node, "is empty; give a value or leave the field out");
      return null;
    }
    Class<?> raw = raw(type.getType());
    if (raw == List.class) {
      return bindList(node, (AnnotatedParameterizedType) type, says, path);
    }
    if (raw == Map.class) {
      return bindMap(node, (AnnotatedParameterizedType) type, path);
    }
    if (isChoice(raw)) {
      return bindChoice(node, raw, path);
    }
    return isPart(raw) ? bindRecord(node, raw, path, false) : bindScalar(node, raw, says, path);
  }

  /** A sealed interface of ours; some classes of the JDK are sealed too. */
  static boolean isChoice(Class<?> raw) {
    return raw.isInterface() && raw.isSealed();
  }

  /** A record of several fields, each with a name in the document. */
  static boolean isPart(Class<?> raw) {
    return raw.isRecord() && !isValue(raw);
  }

  /** A record of one text, which stands in the document as that text. */
  static boolean isValue(Class<?> raw) {
    return raw.isRecord()
        && raw.getRecordComponents().length == 1
        && raw.getRecordComponents()[0].getName().equals("value");
  }

  private @Nullable Object bindScalar(Node node, Class<?> raw, @Nullable Says says, String path) {
    if (!(node instanceof ScalarNode scalar)) {
      refuse(path, node, "is %s, but one value is wanted".formatted(kind(node)));
      return null;
    }
    try {
      return Scalars.read(scalar.getValue(), raw, says);
    } catch (IllegalArgumentException e) {
      refuse(path, node, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Object bindList(
      Node node, AnnotatedParameterizedType type, @Nullable Says says, String path) {
    if (!(node instanceof SequenceNode sequence)) {
      refuse(path, node, "is %s, but a list is wanted".formatted(kind(node)));
      return null;
    }
    try {
      Limits.checkSize(sequence.getValue().size(), says);
    } catch (IllegalArgumentException e) {
      refuse(path, node, String.valueOf(e.getMessage()));
    }
    AnnotatedType entryType = type.getAnnotatedActualTypeArguments()[0];
    // the limits are those of the list; only the shape of a text holds for each entry
    Says entrySays = raw(entryType.getType()) == String.class ? says : null;
    var bound = new ArrayList<Object>();
    for (int i = 0; i < sequence.getValue().size(); i++) {
      Object entry =
          bindValue(sequence.getValue().get(i), entryType, entrySays, path + "[" + i + "]");
      if (entry != null) {
        bound.add(entry);
      }
    }
    return bound;
  }

  private @Nullable Object bindMap(Node node, AnnotatedParameterizedType type, String path) {
    var bound = new LinkedHashMap<Object, Object>();
    for (Map.Entry<String, Node> entry : fields(node, path).entrySet()) {
      String at = path + "." + entry.getKey();
      Object value =
          bindValue(entry.getValue(), type.getAnnotatedActualTypeArguments()[1], null, at);
      try {
        Object key =
            Scalars.read(
                entry.getKey(), raw(type.getAnnotatedActualTypeArguments()[0].getType()), null);
        if (value != null) {
          bound.put(key, value);
        }
      } catch (IllegalArgumentException e) {
        refuse(at, entry.getValue(), String.valueOf(e.getMessage()));
      }
    }
    return bound;
  }

  private @Nullable Object bindChoice(Node node, Class<?> sealed, String path) {
    Map<String, Node> fields = fields(node, path);
    if (!(node instanceof MappingNode)) {
      return null;
    }
    String known = String.join(", ", Choices.names(sealed));
    if (!(fields.get("type") instanceof ScalarNode type)) {
      refuse(path + ".type", node, "is missing; known: " + known);
      return null;
    }
    Class<?> kind = Choices.named(sealed, type.getValue());
    if (kind == null) {
      refuse(
          path + ".type", type, "'%s' is not known; known: %s".formatted(type.getValue(), known));
      return null;
    }
    return bindRecord(node, kind, path, true);
  }

  private @Nullable Object bindRecord(Node node, Class<?> type, String path, boolean typed) {
    int before = misfits.size();
    lines.put(path, line(node));
    Map<String, Node> fields = fields(node, path);
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknown(fields, components, path, typed);
    Object[] values = new Object[components.length];
    if (node instanceof MappingNode) {
      for (int i = 0; i < components.length; i++) {
        values[i] = bindComponent(node, fields, components[i], path);
      }
    }
    return misfits.size() == before ? construct(type, components, values) : null;
  }

  private @Nullable Object bindComponent(
      Node node, Map<String, Node> fields, RecordComponent component, String path) {
    Says says = component.getAnnotation(Says.class);
    String at = join(path, component.getName());
    Node value = fields.get(component.getName());
    if (value != null) {
      return bindValue(value, component.getAnnotatedType(), says, at);
    }
    if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      refuse(at, node, says == null ? "is missing" : "is missing: " + says.value());
    }
    return null;
  }

  private void refuseUnknown(
      Map<String, Node> fields, RecordComponent[] components, String path, boolean typed) {
    List<String> known = new ArrayList<>(typed ? List.of("type") : List.of());
    Arrays.stream(components).map(RecordComponent::getName).forEach(known::add);
    fields.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            refuse(
                join(path, name),
                value,
                "is not a known field%s; known: %s"
                    .formatted(Nearest.hint(name, known), String.join(", ", known)));
          }
        });
  }

  /** Fields in the order of the file; anything but a mapping, and a name said twice, is refused. */
  Map<String, Node> fields(Node node, String path) {
    var fields = new LinkedHashMap<String, Node>();
    if (!(node instanceof MappingNode mapping)) {
      refuse(path, node, "is %s, but fields are wanted".formatted(kind(node)));
      return fields;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        refuse(path, tuple.getKeyNode(), "has a field whose name is not a text");
      } else if (fields.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        refuse(join(path, key.getValue()), key, "is there twice; keep one");
      }
    }
    return fields;
  }

  private static @Nullable Object construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the rules of %s are not those of its fields".formatted(type), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    }
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String kind(Node node) {
    return switch (node.getNodeId()) {
      case mapping -> "a group of fields";
      case sequence -> "a list";
      case scalar -> "a single value";
      case anchor -> "an alias";
    };
  }
}
