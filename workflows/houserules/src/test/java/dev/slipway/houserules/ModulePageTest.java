package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The arrows between modules, read from the build itself. */
@Tag("docs")
class ModulePageTest {

  private static final Path ROOT = Path.of(System.getProperty("slipway.root"));
  private static final String OURS = "slipway-";

  @Test
  void pageShowsTheArrowsOfTheBuild() throws Exception {
    SortedMap<String, SortedSet<String>> arrows = arrows();

    ReferencePage.check("reference/modules.md", page(arrows));
  }

  @Test
  void arrowsGoOneWay() throws Exception {
    SortedMap<String, SortedSet<String>> arrows = arrows();
    List<String> activities =
        modules(ROOT.resolve("activities")).stream().map(folder -> name(folder)).toList();

    assertThat(arrows).containsKey("domain");
    assertThat(arrows.get("domain")).as("domain needs nothing of ours").isEmpty();
    assertThat(arrows.get("contract")).as("contract").isSubsetOf(List.of("domain"));
    assertThat(arrows.get("definitions")).isSubsetOf(List.of("contract", "domain"));
    assertThat(activities).hasSizeGreaterThan(3);
    assertThat(activities)
        .allSatisfy(one -> assertThat(arrows.get(one)).isSubsetOf(List.of("contract", "domain")));
    assertThat(arrows.entrySet())
        .filteredOn(entry -> !entry.getKey().equals("practice"))
        .allSatisfy(entry -> assertThat(entry.getValue()).doesNotContain("worker", "api"));
  }

  /** What each module needs of ours to run; what only its tests need is left out. */
  private static SortedMap<String, SortedSet<String>> arrows() throws Exception {
    SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
    for (Path module : modules(ROOT)) {
      SortedSet<String> targets = new TreeSet<>();
      for (Element dependency : children(pom(module), "dependencies", "dependency")) {
        String artifact = text(dependency, "artifactId");
        if (artifact.startsWith(OURS) && !text(dependency, "scope").equals("test")) {
          targets.add(artifact.substring(OURS.length()));
        }
      }
      arrows.put(name(module), targets);
    }
    return arrows;
  }

  private static List<Path> modules(Path folder) throws Exception {
    List<Path> found = new ArrayList<>();
    for (Element module : children(pom(folder), "modules", "module")) {
      Path child = folder.resolve(module.getTextContent().strip());
      List<Path> below = modules(child);
      found.addAll(below.isEmpty() ? List.of(child) : below);
    }
    return found;
  }

  private static String page(SortedMap<String, SortedSet<String>> arrows) {
    StringBuilder page =
        new StringBuilder("# Modules and their arrows\n\n```mermaid\nflowchart TD\n");
    arrows.forEach(
        (from, targets) -> targets.forEach(to -> page.append("  %s --> %s%n".formatted(from, to))));
    page.append("```\n\n| module | needs |\n|---|---|\n");
    arrows.forEach(
        (from, to) ->
            page.append(
                "| `%s` | %s |%n"
                    .formatted(from, to.isEmpty() ? "nothing of ours" : String.join(", ", to))));
    return page.toString();
  }

  private static Element pom(Path folder) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("pom.xml").toFile())
        .getDocumentElement();
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private static List<Element> children(Element parent, String list, String item) {
    return elements(parent).stream()
        .filter(child -> child.getTagName().equals(list))
        .flatMap(child -> elements(child).stream())
        .filter(child -> child.getTagName().equals(item))
        .toList();
  }

  private static String text(Element parent, String name) {
    return elements(parent).stream()
        .filter(child -> child.getTagName().equals(name))
        .map(Node::getTextContent)
        .findFirst()
        .orElse("");
  }

  private static List<Element> elements(Element parent) {
    return IntStream.range(0, parent.getChildNodes().getLength())
        .mapToObj(parent.getChildNodes()::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }
}
