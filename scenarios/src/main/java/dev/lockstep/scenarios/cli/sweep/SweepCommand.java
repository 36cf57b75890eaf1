package dev.lockstep.scenarios.cli.sweep;

import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.Terminal;
import dev.lockstep.scenarios.study.Grid;
import dev.lockstep.scenarios.study.Shard;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyFile;
import dev.lockstep.scenarios.study.store.ShardMerge;
import dev.lockstep.scenarios.study.store.StoredStudy;
import dev.lockstep.scenarios.study.store.StoredStudy.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep sweep STUDY --out FILE}. */
@Command(
    name = "sweep",
    description = "Runs all combinations of a study; what is done is never lost.",
    mixinStandardHelpOptions = true)
public final class SweepCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "STUDY",
      description = "a base scenario and the axes along which it changes")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the rows go; .csv, .json or .parquet. A manifest is laid beside it")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--resume",
      description = "goes on with what a stopped run left; begins if there is nothing")
  private boolean resume;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "runs every N-th combination, from the I-th on; see --merge")
  private Optional<String> shard = Optional.empty();

  @Option(
      names = "--merge",
      paramLabel = "FILE",
      arity = "1..*",
      description = "puts the results of all parts together, in place of running a study")
  private List<Path> parts = List.of();

  @Option(names = "--dry-run", description = "says how many combinations there are, and runs none")
  private boolean dryRun;

  @Mixin private EngineOptions engine;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!parts.isEmpty()) {
      return merge();
    }
    Path studyFile = file.orElseThrow(() -> refusal("STUDY is missing; name a study file"));
    Study study = StudyFile.read(studyFile);
    Grid grid = new Grid(study);
    Optional<Shard> part = shard.map(this::part);
    if (dryRun) {
      long count = grid.combinations(number -> part.map(s -> s.has(number)).orElse(true)).count();
      spec.commandLine()
          .getOut()
          .printf("%,d combinations, %,d of them to run%n", grid.size(), count);
      return 0;
    }
    Path results = results();
    Output.check(spec.commandLine(), List.of(studyFile), List.of(Optional.of(results)));
    StoredStudy stored = stored(study, part, results);
    long all = part.map(s -> (grid.size() - s.part() + s.parts()) / s.parts()).orElse(grid.size());
    boolean shown = Terminal.of(spec.commandLine(), false).isInteractive();
    try (SweepProgress progress =
        new SweepProgress(all, shown, spec.commandLine().getErr(), System::nanoTime)) {
      report(stored.run(resume, progress::row), results, progress);
    }
    return 0;
  }

  private StoredStudy stored(Study study, Optional<Shard> part, Path results) {
    try {
      return new StoredStudy(study, part, results, engine.engine(study), Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--out: " + e.getMessage(), e);
    }
  }

  private int merge() {
    if (file.isPresent() || resume || dryRun || shard.isPresent() || engine.areGiven()) {
      throw refusal("--merge goes with --out alone");
    }
    Path results = results();
    Output.check(spec.commandLine(), parts, List.of(Optional.of(results)));
    try (SweepProgress progress =
        new SweepProgress(1, false, spec.commandLine().getErr(), System::nanoTime)) {
      report(new ShardMerge(parts, results).run(), results, progress);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--out: " + e.getMessage(), e);
    }
    return 0;
  }

  private void report(Outcome outcome, Path results, SweepProgress progress) {
    progress.clear();
    spec.commandLine()
        .getErr()
        .printf(
            "%s: %,d rows, %,d of them refused%s%s%n",
            results,
            outcome.rows(),
            outcome.refused(),
            outcome.before() == 0 ? "" : ", %,d were there before".formatted(outcome.before()),
            progress.pace(outcome.rows() - outcome.before()));
  }

  private Path results() {
    return out.orElseThrow(() -> refusal("--out is missing; say where the rows go"));
  }

  private Shard part(String text) {
    try {
      return Shard.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--shard: " + e.getMessage(), e);
    }
  }

  private ParameterException refusal(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
