package dev.lockstep.scenarios.plan.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.lockstep.scenarios.plan.Trial;
import dev.lockstep.scenarios.plan.question.Answer;
import dev.lockstep.scenarios.plan.question.Answer.Searched;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An answer as CSV: a row for each of the fastest plans and of those on the front. */
public final class PlanCsv {

  private static final List<String> ALWAYS = List.of("variant", "isBest", "onFront");

  private PlanCsv() {}

  /** The text. */
  public static String of(Answer answer) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Searched one : answer.searched()) {
      Set<Trial> trials = new LinkedHashSet<>(one.found().fastest());
      trials.addAll(one.found().front());
      for (Trial trial : trials) {
        Map<String, Object> row = PlanWords.row(one, trial);
        row.put(
            "isBest",
            answer
                .best()
                .filter(best -> best.from().equals(one) && best.trial().equals(trial))
                .isPresent());
        row.put("onFront", one.found().front().contains(trial));
        rows.add(row);
      }
    }
    Set<String> columns = new LinkedHashSet<>(ALWAYS);
    rows.forEach(row -> columns.addAll(row.keySet()));
    CsvSchema.Builder schema = CsvSchema.builder();
    columns.forEach(schema::addColumn);
    try {
      return new CsvMapper().writer(schema.setUseHeader(true).build()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that cannot be written as CSV", e);
    }
  }
}
