package dev.lockstep.scenarios.plan.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.plan.Trial;
import dev.lockstep.scenarios.plan.question.Answer;
import dev.lockstep.scenarios.plan.question.Answer.Best;
import dev.lockstep.scenarios.plan.question.Answer.Change;
import dev.lockstep.scenarios.plan.question.Answer.Searched;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer as JSON. */
public final class PlanJson {

  private PlanJson() {}

  /** The text. */
  public static String of(Answer answer) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", answer.question().name());
    all.put("goal", answer.question().goal().word());
    answer.best().ifPresent(best -> addBest(all, best));
    all.put("searched", answer.searched().stream().map(PlanJson::searched).toList());
    if (!answer.others().isEmpty()) {
      all.put("sensitivity", answer.others().stream().map(PlanJson::change).toList());
    }
    all.put("counts", answer.counts());
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that cannot be written as JSON", e);
    }
  }

  private static void addBest(Map<String, Object> all, Best best) {
    all.put("best", PlanWords.row(best.from(), best.trial()));
    best.second()
        .ifPresent(
            second -> {
              Map<String, Object> row = PlanWords.row(best.from(), second);
              row.put("againstBest", Loss.of(best).figures());
              all.put("runnerUp", row);
            });
    all.put("front", rows(best.from(), best.from().found().front()));
    all.put("fastest", rows(best.from(), best.from().found().fastest()));
  }

  private static List<Map<String, Object>> rows(Searched from, List<Trial> trials) {
    return trials.stream().map(trial -> PlanWords.row(from, trial)).toList();
  }

  private static Map<String, Object> searched(Searched one) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("variant", one.variant().problem().name());
    one.variant().parameters().ifPresent(count -> row.put("parameters", count));
    one.found().best().ifPresent(best -> row.put("best", PlanWords.row(one, best)));
    row.put("counts", one.found().counts());
    row.put("refusals", one.found().refusals());
    return row;
  }

  private static Map<String, Object> change(Change change) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("change", change.what());
    change.keptMs().ifPresent(time -> row.put("iterationTimeMs", time));
    change
        .best()
        .ifPresent(
            best -> {
              row.put("bestIterationTimeMs", best.iterationTimeMs());
              row.put("best", PlanWords.choices(best.candidate()));
            });
    row.put("samePlan", change.same());
    return row;
  }
}
