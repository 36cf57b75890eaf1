package dev.lockstep.scenarios.study.run;

import dev.lockstep.scenarios.study.Combination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A row as texts, which travel between programs that share no class but those of Java: refusal,
 * calibration, then the figures, null where there is none.
 */
public final class RowMessage {

  private static final int FIGURES_FROM = 2;

  private RowMessage() {}

  /** Of a row. */
  static String[] of(StudyRow row) {
    List<String> texts = new ArrayList<>();
    texts.add(row.refusal().orElse(null));
    texts.add(row.calibration().orElse(null));
    row.figures().forEach(figure -> texts.add(figure.map(String::valueOf).orElse(null)));
    return texts.toArray(String[]::new);
  }

  /** The row of a combination whose message came back. Its figures are texts. */
  public static StudyRow row(Combination combination, String... message) {
    List<Optional<Object>> figures =
        Arrays.stream(message).skip(FIGURES_FROM).map(Optional::<Object>ofNullable).toList();
    return new StudyRow(
        combination, figures, Optional.ofNullable(message[0]), Optional.ofNullable(message[1]));
  }
}
