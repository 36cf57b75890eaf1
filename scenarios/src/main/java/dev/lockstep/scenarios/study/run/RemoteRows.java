package dev.lockstep.scenarios.study.run;

import dev.lockstep.scenarios.study.Grid;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Rows of a study far from where it lies. Speaks in classes of Java alone, so that a program with
 * other versions of the same libraries can load this one beside them and call it by reflection.
 */
public final class RemoteRows implements Function<long[], String[][]> {

  private final Path root;
  private final Grid grid;
  private final RowRunner runner;

  /**
   * Of a study whose files were copied below a folder, each at its absolute path.
   *
   * @param root that folder
   * @param file absolute path of the study where it comes from
   */
  public RemoteRows(String root, String file) {
    this.root = Path.of(root);
    Study study = StudyFile.read(below(this.root, Path.of(file)));
    this.grid = new Grid(study);
    this.runner = new RowRunner(study);
  }

  /** Where the copy of a file lies. */
  public static Path below(Path root, Path file) {
    return root.resolve(file.getRoot().relativize(file).toString());
  }

  /** The messages of rows, by their numbers. Files are named as where they come from. */
  @Override
  public String[][] apply(long[] numbers) {
    return Arrays.stream(numbers).mapToObj(this::row).toArray(String[][]::new);
  }

  private String[] row(long number) {
    String[] message = RowMessage.of(runner.row(grid.combination(number).orElseThrow()));
    message[0] = message[0] == null ? null : message[0].replace(root.toString(), "");
    return message;
  }
}
