package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.scenario.schema.ScenarioSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep schema}. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema that every scenario file is checked against.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().println(ScenarioSchema.json().stripTrailing());
  }
}
