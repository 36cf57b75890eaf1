package dev.lockstep.scenarios.cli.console;

import dev.lockstep.scenarios.report.text.TextStyle;
import picocli.CommandLine;

/**
 * What results are shown on.
 *
 * @param columns its width
 * @param isInteractive whether a person looks at it, rather than a file or a program
 */
public record Terminal(int columns, boolean isInteractive) {

  private static final int DEFAULT_COLUMNS = 100;
  private static final int MOST_COLUMNS = 400;

  /** As wide as {@code COLUMNS} says, else as the terminal says. */
  public static Terminal of(CommandLine command, boolean toFile) {
    boolean interactive = !toFile && System.console() != null;
    return new Terminal(columns(command, interactive), interactive);
  }

  private static int columns(CommandLine command, boolean interactive) {
    String asked = System.getenv().getOrDefault("COLUMNS", "");
    int columns = DEFAULT_COLUMNS;
    if (asked.matches("\\d{1,9}")) {
      columns = Integer.parseInt(asked);
    } else if (interactive) {
      columns = command.setUsageHelpAutoWidth(true).getUsageHelpWidth();
    }
    return Math.max(TextStyle.MIN_COLUMNS, Math.min(MOST_COLUMNS, columns));
  }
}
