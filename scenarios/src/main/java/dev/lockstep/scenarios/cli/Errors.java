package dev.lockstep.scenarios.cli;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.scenarios.report.picture.PictureException;
import dev.lockstep.scenarios.run.RefusedException;
import dev.lockstep.scenarios.scenario.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Errors as one line on standard error, and their exit status. */
final class Errors {

  static final int FAILED = 1;
  static final int REFUSED = 2;

  private Errors() {}

  /** A command line that cannot be understood. */
  static int usage(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    command.getErr().println(line(problem.getMessage()));
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName(" ") + " --help");
    return REFUSED;
  }

  /** Whatever a command throws. */
  static int failure(Exception problem, CommandLine command, ParseResult arguments) {
    command.getErr().println(line(message(problem)));
    if (isUnexpected(problem) && System.getenv("LOCKSTEP_DEBUG") != null) {
      problem.printStackTrace(command.getErr());
    }
    return status(problem);
  }

  /** One line for a problem. */
  static String line(String message) {
    return "lockstep: " + message.replaceAll("\\s*\\R\\s*", " ");
  }

  /** Exit status of a problem. */
  static int status(Exception problem) {
    return isUnexpected(problem) ? FAILED : REFUSED;
  }

  /** What to say of a problem. */
  static String message(Exception problem) {
    if (problem instanceof UncheckedIOException wrapped) {
      return message(wrapped.getCause());
    }
    if (problem instanceof FileSystemException file) {
      String reason = file.getReason() == null ? kind(file) : file.getReason();
      return "%s: %s. Choose a file in a folder that exists and can be written."
          .formatted(file.getFile(), reason);
    }
    if (isUnexpected(problem)) {
      return "internal error: %s. Set LOCKSTEP_DEBUG=1 to see where.".formatted(problem);
    }
    return problem.getMessage();
  }

  private static String kind(FileSystemException problem) {
    String name = problem.getClass().getSimpleName().replace("Exception", "");
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  private static boolean isUnexpected(Exception problem) {
    return !(problem instanceof ScenarioException
        || problem instanceof RefusedException
        || problem instanceof ScheduleException
        || problem instanceof PictureException
        || problem instanceof IOException
        || problem instanceof UncheckedIOException
        || problem instanceof ParameterException);
  }
}
