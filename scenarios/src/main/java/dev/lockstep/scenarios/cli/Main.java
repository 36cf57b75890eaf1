package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.cli.calibrate.CalibrateCommand;
import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.cli.console.Moment;
import dev.lockstep.scenarios.cli.console.ResultOptions;
import dev.lockstep.scenarios.cli.plan.PlanCommand;
import dev.lockstep.scenarios.cli.risk.RiskCommand;
import dev.lockstep.scenarios.cli.sweep.ReportCommand;
import dev.lockstep.scenarios.cli.sweep.SweepCommand;
import dev.lockstep.scenarios.cli.train.EffectsCommand;
import dev.lockstep.scenarios.cli.train.TrainCommand;
import dev.lockstep.scenarios.cli.validate.ValidateCommand;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.run.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;

/** The command {@code lockstep}. */
@Command(
    name = "lockstep",
    description = "Simulates model-parallel training: how fast, how full, and who waits for whom.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    subcommands = {
      RunCommand.class,
      CompareCommand.class,
      SweepCommand.class,
      ReportCommand.class,
      PlanCommand.class,
      TrainCommand.class,
      EffectsCommand.class,
      RiskCommand.class,
      ScheduleCommand.class,
      ViewCommand.class,
      StatisticsCommand.class,
      KernelsCommand.class,
      ListCommand.class,
      SchemaCommand.class,
      CalibrateCommand.class,
      ValidateCommand.class
    })
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs one command and exits with its status. */
  public static void main(String[] arguments) {
    // From Java 22 on there is a console even where there is no terminal, unless told otherwise.
    System.setProperty("jdk.console", "java.base");
    StandardOutput stdout = new StandardOutput();
    PrintWriter err = writer(System.err);
    int status = execute(arguments, writer(stdout), err);
    Optional<String> lost = stdout.lost();
    if (lost.isPresent()) {
      err.println(Errors.line("standard output: %s. Results are lost.".formatted(lost.get())));
      status = Errors.FAILED;
    }
    err.flush();
    System.exit(status);
  }

  /** Runs one command against the given streams; returns its exit status. */
  public static int execute(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine command = new CommandLine(new Main());
    command.setOut(out);
    command.setErr(err);
    command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
    command.registerConverter(
        ResultOptions.Format.class, word -> oneOf(ResultOptions.Format.values(), word));
    command.registerConverter(Palette.Ground.class, word -> oneOf(Palette.Ground.values(), word));
    command.registerConverter(
        ScheduleCommand.Format.class, word -> oneOf(ScheduleCommand.Format.values(), word));
    command.registerConverter(
        StatisticsCommand.Format.class, word -> oneOf(StatisticsCommand.Format.values(), word));
    command.registerConverter(Moment.class, Moment::parse);
    command.registerConverter(
        ListCommand.Subject.class, word -> oneOf(ListCommand.Subject.values(), word));
    command.setParameterExceptionHandler(Errors::usage);
    command.setExecutionExceptionHandler(Errors::failure);
    command.registerConverter(Path.class, Main::path);
    int status;
    try {
      status = command.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError problem) {
      status = Errors.report(problem, command);
    }
    out.flush();
    err.flush();
    return status;
  }

  /** Without a subcommand: the help. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The constant that is written like this; picocli's own message would list Java's names. */
  private static <E extends Enum<E>> E oneOf(E[] constants, String word) {
    return Arrays.stream(constants)
        .filter(constant -> constant.toString().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(
                            word,
                            Arrays.stream(constants)
                                .map(Enum::toString)
                                .collect(Collectors.joining(", ")))));
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'%s' can be no file's name under this locale; try LC_ALL=C.UTF-8".formatted(name));
    }
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }

  /** Standard output that remembers what went wrong with it, which {@code System.out} does not. */
  private static final class StandardOutput extends OutputStream {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private Optional<String> failure = Optional.empty();

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = Optional.of(String.valueOf(e.getMessage()));
        throw e;
      }
    }

    /** Why output did not arrive. A reader such as {@code head} that has read enough is no loss. */
    Optional<String> lost() {
      return failure.filter(reason -> !reason.contains("roken pipe"));
    }
  }

  /** What {@code --version} prints. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"lockstep " + Version.text()};
    }
  }
}
