package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.run.Version;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;

/** The command {@code lockstep}. */
@Command(
    name = "lockstep",
    description = "Simulates model-parallel training: how fast, how full, and who waits for whom.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    subcommands = {
      RunCommand.class,
      CompareCommand.class,
      ScheduleCommand.class,
      ListCommand.class,
      SchemaCommand.class
    })
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs one command and exits with its status. */
  public static void main(String[] arguments) {
    PrintWriter out = writer(System.out);
    PrintWriter err = writer(System.err);
    int status = execute(arguments, out, err);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /** Runs one command against the given streams; returns its exit status. */
  public static int execute(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine command = new CommandLine(new Main());
    command.setOut(out);
    command.setErr(err);
    command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(Errors::usage);
    command.setExecutionExceptionHandler(Errors::failure);
    int status = command.execute(arguments);
    out.flush();
    err.flush();
    return status;
  }

  /** Without a subcommand: the help. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }

  /** What {@code --version} prints. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"lockstep " + Version.text()};
    }
  }
}
