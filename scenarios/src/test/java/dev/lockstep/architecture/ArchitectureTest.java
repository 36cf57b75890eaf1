package dev.lockstep.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Layers, libraries' places and sizes, one readable rule each. A rule about a package that does not
 * exist yet holds, and starts to bite with the package's first class.
 */
@AnalyzeClasses(packages = "dev.lockstep", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String GENERATED = "io.soabase.recordbuilder.core.RecordBuilderGenerated";
  private static final String CORE = "dev.lockstep.core..";
  private static final String SIM = "dev.lockstep.core.sim..";
  private static final String STUDY = "dev.lockstep.scenarios.study..";
  private static final String STRATEGIES = "dev.lockstep.strategies..";
  private static final String DEVICES = "dev.lockstep.devices..";
  private static final String CALIBRATION = "dev.lockstep.devices.calibration..";
  private static final String NUMERICS = "dev.lockstep.numerics..";
  private static final String SCENARIOS = "dev.lockstep.scenarios..";
  private static final String FORMULAS = "dev.lockstep.scenarios.formula..";
  private static final String ACCURACY = "dev.lockstep.scenarios.validation.accuracy..";
  private static final String TRAIN = "dev.lockstep.scenarios.train..";
  private static final String CHANCE = "dev.lockstep.scenarios.montecarlo..";
  private static final String DISTURBANCE = "dev.lockstep.scenarios.disturbance..";
  private static final String RELIABILITY = "dev.lockstep.scenarios.reliability..";
  private static final String CLI = "dev.lockstep.scenarios.cli..";
  private static final String GUI = "dev.lockstep.gui..";

  /** Packages of the core, lowest first: each may see the ones before it. */
  private static final List<String> CORE_ORDER =
      List.of(
          "dev.lockstep.core.model..",
          "dev.lockstep.core.cluster..",
          "dev.lockstep.core.schedule..",
          "dev.lockstep.core.strategy..",
          "dev.lockstep.core.cost..",
          "dev.lockstep.core.timeline..",
          "dev.lockstep.core.metrics..",
          "dev.lockstep.core.trace..",
          "dev.lockstep.core.replay..",
          SIM);

  private static final int MOST_CLASSES_A_PACKAGE = 12;

  // Layers

  @ArchTest
  static final ArchRule core_sees_no_other_module =
      never(CORE, STRATEGIES, DEVICES, NUMERICS, SCENARIOS, GUI);

  @ArchTest
  static final ArchRule strategies_see_only_the_core =
      never(STRATEGIES, DEVICES, NUMERICS, SCENARIOS, GUI);

  @ArchTest
  static final ArchRule devices_see_only_the_core =
      never(DEVICES, STRATEGIES, NUMERICS, SCENARIOS, GUI);

  @ArchTest
  static final ArchRule numerics_see_only_strategies_and_core =
      never(NUMERICS, DEVICES, SCENARIOS, GUI);

  @ArchTest static final ArchRule scenarios_do_not_see_the_viewer = never(SCENARIOS, GUI);

  @ArchTest static final ArchRule nothing_sees_the_command_line = only(List.of(CLI), CLI);

  @ArchTest
  static void a_core_package_sees_only_the_ones_before_it(JavaClasses all) {
    for (int i = 0; i < CORE_ORDER.size() - 1; i++) {
      List<String> later = CORE_ORDER.subList(i + 1, CORE_ORDER.size());
      never(CORE_ORDER.get(i), later.toArray(String[]::new)).check(all);
    }
  }

  @ArchTest
  static final ArchRule every_core_package_has_its_place_in_the_order =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should()
          .resideInAnyPackage(CORE_ORDER.toArray(String[]::new))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule no_package_cycles =
      slices().matching("dev.lockstep.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  // Libraries, each in one place

  @ArchTest
  static final ArchRule dsol_and_its_logging_only_in_the_simulation =
      only(List.of(SIM), "nl.tudelft..", "org.djutils..", "org.djunits..", "ch.qos.logback..");

  @ArchTest
  static final ArchRule file_and_command_line_libraries_only_in_scenarios =
      only(
          List.of(SCENARIOS),
          "com.fasterxml..",
          "com.networknt..",
          "com.github.victools..",
          "picocli..");

  @ArchTest
  static final ArchRule nd4j_only_in_numerics_and_calibration =
      only(List.of(NUMERICS, CALIBRATION), "org.nd4j..", "org.bytedeco..");

  @ArchTest
  static final ArchRule commons_math_only_where_curves_are_fitted_and_distributions_sampled =
      only(List.of(NUMERICS, CALIBRATION, SIM, STUDY), "org.apache.commons.math3..");

  @ArchTest
  static final ArchRule parquet_only_where_results_are_stored =
      only(
          List.of("dev.lockstep.scenarios.study.store.."),
          "blue.strategic.parquet..",
          "org.apache.parquet..");

  @ArchTest
  static final ArchRule formulas_only_where_they_are_evaluated =
      only(List.of(FORMULAS), "com.ezylang..");

  @ArchTest
  static final ArchRule ranking_only_where_predictions_are_compared =
      only(List.of(ACCURACY), "org.apache.commons.statistics.ranking..");

  @ArchTest
  static final ArchRule distributions_only_where_seeds_are_averaged_and_chance_is_drawn =
      only(
          List.of(TRAIN, CHANCE, DISTURBANCE, RELIABILITY),
          "org.apache.commons.statistics.distribution..",
          "org.apache.commons.rng..");

  @ArchTest
  static final ArchRule roots_only_where_the_best_interval_is_looked_for =
      only(List.of(RELIABILITY), "org.apache.commons.numbers..");

  @ArchTest
  static final ArchRule javafx_only_in_the_viewer =
      only(List.of("dev.lockstep.gui.view..", "dev.lockstep.gui.app.."), "javafx..");

  // Strategies are pure functions from a workload to a schedule

  @ArchTest
  static final ArchRule strategies_see_only_models_and_schedules_of_the_core =
      noClasses()
          .that()
          .resideInAPackage(STRATEGIES)
          .should()
          .dependOnClassesThat(
              resideInAPackage(CORE)
                  .and(
                      not(
                          resideInAnyPackage(
                              "dev.lockstep.core.model",
                              "dev.lockstep.core.schedule",
                              "dev.lockstep.core.strategy"))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule strategies_touch_no_file_and_no_clock =
      never(STRATEGIES, "java.io..", "java.nio..", "java.net..", "java.time..");

  @ArchTest
  static final ArchRule strategies_have_only_final_fields =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(STRATEGIES)
          .should()
          .beFinal()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule strategies_have_no_mutable_static_fields =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(STRATEGIES)
          .and()
          .areStatic()
          .and()
          .doNotHaveModifier(SYNTHETIC) // the tables that javac makes for enums and switches
          .should()
          .haveRawType(arraysAndMutableCollections())
          .allowEmptyShould(true);

  // Sizes

  @ArchTest
  static void at_most_a_dozen_classes_a_package(JavaClasses all) {
    assertThat(topLevelTypesBy(JavaClass::getPackageName, all))
        .allSatisfy(
            (name, types) -> assertThat(types).hasSizeLessThanOrEqualTo(MOST_CLASSES_A_PACKAGE));
  }

  @ArchTest
  static void one_type_a_file(JavaClasses all) {
    assertThat(topLevelTypesBy(ArchitectureTest::sourceFile, all))
        .allSatisfy((file, types) -> assertThat(types).hasSize(1));
  }

  // The words that the rules above are made of

  private static ArchRule never(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .allowEmptyShould(true);
  }

  private static ArchRule only(List<String> homes, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .allowEmptyShould(true);
  }

  /** Declared types only: a {@code List} is taken at its word to be an unmodifiable one. */
  private static DescribedPredicate<JavaClass> arraysAndMutableCollections() {
    return describe(
        "an array, a collection class or a counter",
        type ->
            type.isArray()
                || (type.isAssignableTo(Collection.class) && !type.isInterface())
                || (type.isAssignableTo(Map.class) && !type.isInterface())
                || type.isAssignableTo(java.util.Random.class)
                || type.isAssignableTo(StringBuilder.class)
                || type.getPackageName().equals("java.util.concurrent.atomic"));
  }

  private static Map<String, Set<String>> topLevelTypesBy(
      Function<JavaClass, String> key, JavaClasses all) {
    return all.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> !type.isAnnotatedWith(GENERATED))
        .collect(
            groupingBy(
                key,
                TreeMap::new,
                mapping(JavaClass::getName, toCollection(TreeSet<String>::new))));
  }

  private static String sourceFile(JavaClass type) {
    String file = type.getSource().flatMap(source -> source.getFileName()).orElse(type.getName());
    return type.getPackageName() + "/" + file;
  }
}
