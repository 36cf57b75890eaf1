package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.report.picture.PictureOptions;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.report.text.TextStyle;
import dev.lockstep.scenarios.report.text.TextTimeline;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** A run's timeline as a picture, and as text that fits the terminal. */
final class Pictures {

  private static final int DEFAULT_COLUMNS = 100;
  private static final int MOST_COLUMNS = 400;

  private Pictures() {}

  /** The picture, with the figures of the run below it. */
  static TimelinePicture of(Run run, RunResult result) {
    String figures =
        String.format(
            Locale.ROOT,
            "%s. Steady iteration %.3f ms. One iteration alone: makespan %.3f ms, bubble %.2f %%"
                + " (%.2f %% of the longest span).",
            result.strategy(),
            result.iterationTimeMs(),
            result.makespanMs(),
            100 * result.bubbleFraction(),
            100 * result.spanBubbleFraction());
    return TimelinePicture.of(
        run.picture(), PictureOptions.of(result.scenario(), List.of(figures)));
  }

  /** The drawing for the terminal. */
  static String text(Run run, Terminal terminal) {
    TextStyle style = TextStyle.of(terminal.columns(), terminal.isInteractive(), System.getenv());
    return TextTimeline.draw(run.picture(), style);
  }

  /**
   * What results are shown on.
   *
   * @param columns its width
   * @param isInteractive whether a person looks at it, rather than a file or a program
   */
  record Terminal(int columns, boolean isInteractive) {

    /** As wide as {@code COLUMNS} says, else as the terminal says. */
    static Terminal of(CommandLine command, boolean toFile) {
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
}
