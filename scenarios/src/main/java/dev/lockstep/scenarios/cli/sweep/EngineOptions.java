package dev.lockstep.scenarios.cli.sweep;

import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.run.Engine;
import dev.lockstep.scenarios.study.run.EngineProvider;
import dev.lockstep.scenarios.study.run.OrderedRows;
import dev.lockstep.scenarios.study.run.RowRunner;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Who runs a study. */
final class EngineOptions {

  private static final String LOCAL = "local";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "who runs it: local, the default, or spark")
  private String name = LOCAL;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "of Spark, such as spark://HOST:7077; local[*] if absent: here, on all processors")
  private Optional<String> master = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "of the local engine; as many as processors if absent")
  private Optional<Integer> threads = Optional.empty();

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  boolean areGiven() {
    return !name.equals(LOCAL) || master.isPresent() || threads.isPresent();
  }

  Engine engine(Study study) {
    if (!name.equals(LOCAL)) {
      return remote(study);
    }
    if (master.isPresent()) {
      throw refusal("--master is of --engine spark, and the engine is local");
    }
    int workers = threads.orElse(Runtime.getRuntime().availableProcessors());
    if (workers < 1) {
      throw refusal("--threads is %d; take 1 or more".formatted(workers));
    }
    return new OrderedRows(new RowRunner(study), workers);
  }

  private Engine remote(Study study) {
    if (threads.isPresent()) {
      throw refusal("--threads is of --engine local; for Spark here, say --master local[N]");
    }
    EngineProvider provider =
        EngineProvider.named(name)
            .orElseThrow(
                () ->
                    refusal(
                        name.equals("spark")
                            ? "--engine spark: this jar has none; start it as ./lockstep sweep"
                            : "--engine %s: there is none such; take local or spark"
                                .formatted(name)));
    try {
      return provider.engine(study, master.orElse("local[*]"));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--master: " + e.getMessage(), e);
    }
  }

  private ParameterException refusal(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
