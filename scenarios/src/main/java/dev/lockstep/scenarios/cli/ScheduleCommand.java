package dev.lockstep.scenarios.cli;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.format.ScheduleText;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep schedule FILE}. */
@Command(
    name = "schedule",
    description = "Prints the order of work of each device, for one iteration.",
    mixinStandardHelpOptions = true)
final class ScheduleCommand implements Runnable {

  /** Forms of a schedule. */
  enum Format {
    TEXT("text"),
    TORCH_CSV("torch-csv");

    private final String label;

    Format(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  @Parameters(paramLabel = "FILE", description = "a scenario")
  private Path file;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, or torch-csv: what torch.distributed.pipelining loads")
  private Format format;

  @Option(
      names = "--iterations",
      defaultValue = "1",
      description = "how many iterations to print; text only")
  private int iterations;

  @Option(names = "--out", paramLabel = "FILE", description = "writes there")
  private Optional<Path> out;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    boolean torch = format == Format.TORCH_CSV;
    if (iterations < 1 || iterations > 1000 || (torch && iterations != 1)) {
      throw new ParameterException(
          spec.commandLine(),
          "--iterations %d: use 1 to 1000, and 1 with torch-csv".formatted(iterations));
    }
    Output.check(spec.commandLine(), List.of(file), List.of(out));
    String text =
        Scenarios.in(
            file,
            () -> {
              Preparation preparation = Preparation.of(ScenarioReader.read(file));
              Schedule schedule = preparation.schedule(iterations);
              return torch
                  ? ScheduleText.torchCsv(schedule, preparation.strategy(), preparation.workload())
                  : ScheduleText.text(schedule, preparation.strategy());
            });
    Output.write(text, out, spec.commandLine().getOut());
  }
}
