package dev.lockstep.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Where Spark is, and where it is not. */
@AnalyzeClasses(packages = "dev.lockstep", importOptions = DoNotIncludeTests.class)
class SparkArchitectureTest {

  @ArchTest
  static final ArchRule sparkIsBehindItsOwnLoader =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.lockstep.spark.driver..", "dev.lockstep.spark.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule workersKnowNothingOfLockstep =
      noClasses()
          .that()
          .resideInAPackage("dev.lockstep.spark.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.lockstep.scenarios..", "dev.lockstep.spark.driver..", "dev.lockstep.spark");

  @ArchTest
  static final ArchRule sparkAsksForStudiesAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.lockstep.spark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.fasterxml..",
              "picocli..",
              "dev.lockstep.core..",
              "dev.lockstep.devices..",
              "dev.lockstep.strategies..",
              "dev.lockstep.numerics..",
              "dev.lockstep.scenarios.cli..",
              "dev.lockstep.scenarios.study.store..");

  @ArchTest
  static final ArchRule nobodyNeedsSpark =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.lockstep.spark..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.lockstep.spark..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.lockstep.spark.(*)..").should().beFreeOfCycles();
}
