package dev.lockstep.scenarios.cli.train;

import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.Terminal;
import dev.lockstep.scenarios.effects.PartResult;
import dev.lockstep.scenarios.effects.PartResult.Runs;
import dev.lockstep.scenarios.effects.Study;
import dev.lockstep.scenarios.effects.StudyFile;
import dev.lockstep.scenarios.effects.StudyPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep effects STUDY}. */
@Command(
    name = "effects",
    description =
        "Carries a study of what strategies do to accuracy out, and holds claims against it.",
    mixinStandardHelpOptions = true)
public final class EffectsCommand implements Callable<Integer> {

  @Parameters(paramLabel = "STUDY", description = "parts with scenarios, strategies and claims")
  private Path file;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "writes the page there, in Markdown; to the terminal if absent")
  private Optional<Path> page = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Output.check(spec.commandLine(), List.of(file), List.of(page));
    Study study = StudyFile.read(file);
    List<Runs> runs = study.parts().stream().map(part -> new Runs(part, file)).toList();
    String command = "./lockstep effects " + file + page.map(path -> " --write " + path).orElse("");
    Output.write(StudyPage.of(study, carriedOut(runs), command), page, spec.commandLine().getOut());
    return 0;
  }

  private List<PartResult> carriedOut(List<Runs> runs) {
    int iterations = runs.stream().mapToInt(Runs::iterations).sum();
    boolean shown = Terminal.of(spec.commandLine(), false).isInteractive();
    try (TrainingProgress progress =
        new TrainingProgress(iterations, shown, spec.commandLine().getErr(), System::nanoTime)) {
      return runs.stream().map(part -> part.run(progress::step)).toList();
    }
  }
}
