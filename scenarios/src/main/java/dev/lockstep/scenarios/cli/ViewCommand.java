package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.cli.console.Errors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep view [FILE...]}. */
@Command(name = "view", description = "Opens the viewer.", mixinStandardHelpOptions = true)
final class ViewCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "scenarios, Chrome traces or results of train, as JSON; results of sweep, as CSV")
  private List<Path> files = List.of();

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "what the events of the traces mean, which then are those of one measured run")
  private Optional<Path> mapping;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<Viewer> viewer = ServiceLoader.load(Viewer.class).findFirst();
    if (viewer.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(Errors.line("this jar has no viewer; start it as ./lockstep view"));
      return Errors.FAILED;
    }
    return Errors.attempt(spec.commandLine(), () -> viewer.get().show(files, mapping));
  }
}
