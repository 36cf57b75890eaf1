package dev.lockstep.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The diagram in docs/architecture.md is the truth: no dependency that it lacks, no arrow too many.
 */
class DocumentedDiagramTest {

  private static final Path PAGE = Path.of("..", "docs", "architecture.md");
  private static final Pattern DIAGRAM = Pattern.compile("@startuml.*?@enduml", Pattern.DOTALL);
  private static final Pattern COMPONENT =
      Pattern.compile("\\[([\\w.]+)] <<([\\w.]+)>>(?: as (\\w+))?");
  private static final Pattern ARROW = Pattern.compile("\\[(\\w+)] --> \\[(\\w+)]");

  private static JavaClasses classes;
  private static String diagram;

  @BeforeAll
  static void read() throws IOException {
    classes =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages(
                "dev.lockstep.core",
                "dev.lockstep.devices",
                "dev.lockstep.strategies",
                "dev.lockstep.numerics",
                "dev.lockstep.scenarios");
    Matcher page = DIAGRAM.matcher(Files.readString(PAGE));
    assertThat(page.find()).as("a diagram in %s", PAGE).isTrue();
    diagram = page.group();
  }

  @Test
  void theCodeHasNoDependencyThatTheDiagramLacks(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("diagram.puml"), diagram);

    classes()
        .should(
            adhereToPlantUmlDiagram(file.toUri().toURL(), consideringOnlyDependenciesInDiagram()))
        .check(classes);
  }

  @Test
  void theDiagramHasNoArrowThatTheCodeLacks() {
    Set<String> drawn = new TreeSet<>();
    Matcher arrows = ARROW.matcher(diagram);
    while (arrows.find()) {
      drawn.add(arrows.group(1) + " -> " + arrows.group(2));
    }

    assertThat(drawn).isEqualTo(dependencies());
  }

  private static Set<String> dependencies() {
    Set<String> found = new TreeSet<>();
    for (JavaClass origin : classes) {
      String from = component(origin.getPackageName());
      origin
          .getDirectDependenciesFromSelf()
          .forEach(
              dependency -> {
                String to = component(dependency.getTargetClass().getPackageName());
                if (!to.isEmpty() && !to.equals(from)) {
                  found.add(from + " -> " + to);
                }
              });
    }
    return found;
  }

  /**
   * Name or alias of the component that a package belongs to; empty for other people's packages.
   */
  private static String component(String packageName) {
    Matcher components = COMPONENT.matcher(diagram);
    while (components.find()) {
      String pattern = components.group(2);
      boolean below = pattern.endsWith("..");
      String root = below ? pattern.substring(0, pattern.length() - 2) : pattern;
      if (packageName.equals(root) || (below && packageName.startsWith(root + "."))) {
        return components.group(3) == null ? components.group(1) : components.group(3);
      }
    }
    assertThat(packageName)
        .as("a package of ours has its place in the diagram")
        .doesNotStartWith("dev.lockstep");
    return "";
  }
}
