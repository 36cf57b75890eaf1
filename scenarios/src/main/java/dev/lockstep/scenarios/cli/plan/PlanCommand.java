package dev.lockstep.scenarios.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.ResultOptions;
import dev.lockstep.scenarios.plan.question.Answer;
import dev.lockstep.scenarios.plan.question.PlanFile;
import dev.lockstep.scenarios.plan.question.PlanScenario;
import dev.lockstep.scenarios.plan.question.Planner;
import dev.lockstep.scenarios.plan.question.Question;
import dev.lockstep.scenarios.plan.report.PlanCsv;
import dev.lockstep.scenarios.plan.report.PlanJson;
import dev.lockstep.scenarios.plan.report.PlanTable;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep plan FILE}. */
@Command(
    name = "plan",
    description = {
      "Finds the best way to spread a model over devices: by time and memory, and by energy and money where the"
          + " file says what devices draw and cost. Goals: time, energy, cost, devices, model.",
      "Example: lockstep plan scenarios/plans/gpt3-6.7b-energy-and-money.yaml. Keys: docs/planning.md."
    },
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "a scenario, or a question about one")
  private Path file;

  @Mixin private ResultOptions options;

  @Option(
      names = "--write-best",
      paramLabel = "FILE.json",
      description = "writes the best plan as a scenario there")
  private Optional<Path> bestFile = Optional.empty();

  @Option(
      names = "--sensitivity",
      description = "searches again with links, devices and memory half and twice as good")
  private boolean sensitivity;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads to search with (default: one for each core)")
  private Optional<Integer> threads = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (threads.orElse(1) < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads %d: use 1 or more".formatted(threads.get()));
    }
    Output.check(spec.commandLine(), List.of(file), List.of(options.out(), bestFile));
    Question asked = PlanFile.read(file);
    Question question = sensitivity ? asked.withSensitivity() : asked;
    Answer answer = answer(question);
    String text =
        switch (options.format()) {
          case TABLE -> PlanTable.of(answer);
          case JSON -> PlanJson.of(answer);
          case CSV -> PlanCsv.of(answer);
        };
    Output.write(text, options.out(), spec.commandLine().getOut());
    writeBest(answer);
    return answer.best().isPresent() ? 0 : Errors.FAILED;
  }

  private Answer answer(Question question) {
    int count = threads.orElse(Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(count);
    try {
      return Planner.of(question, pool);
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(file.toString(), "", e.getMessage(), "");
    } finally {
      pool.shutdownNow();
    }
  }

  private void writeBest(Answer answer) {
    if (bestFile.isPresent() && answer.best().isPresent()) {
      var best = answer.best().get();
      var tree = PlanScenario.of(best.from().variant(), best.trial().candidate());
      Output.replace(
          bestFile.get(),
          temporary ->
              Files.writeString(
                  temporary,
                  new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree)
                      + "\n"));
    }
  }
}
