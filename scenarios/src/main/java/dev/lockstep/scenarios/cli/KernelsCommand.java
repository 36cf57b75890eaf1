package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.assembly.timing.KernelCost;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.format.KernelText;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep kernels FILE}. */
@Command(
    name = "kernels",
    description = "Prints where the time of a micro-batch goes, kernel by kernel.",
    mixinStandardHelpOptions = true)
final class KernelsCommand implements Runnable {

  /** Forms of the list. */
  enum Format {
    TABLE,
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "FILE", description = "a scenario whose model is given by its shape")
  private Path file;

  @Option(names = "--format", defaultValue = "table", description = "table or csv")
  private Format format;

  @Option(names = "--out", paramLabel = "FILE", description = "writes there")
  private Optional<Path> out;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Output.check(spec.commandLine(), List.of(file), List.of(out));
    List<KernelCost> costs = Scenarios.in(file, () -> network().kernels());
    String text =
        format == Format.CSV
            ? KernelText.csv(costs)
            : KernelText.byKind(costs) + "\n" + KernelText.table(costs);
    Output.write(text, out, spec.commandLine().getOut());
  }

  private NetworkStages network() {
    return Preparation.of(ScenarioReader.read(file))
        .network()
        .orElseThrow(
            () ->
                new RefusedException(
                    "/model",
                    "its times were measured, so nothing is known of kernels",
                    "Give the model by its shape or preset."));
  }
}
