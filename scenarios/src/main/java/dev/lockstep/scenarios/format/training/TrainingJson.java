package dev.lockstep.scenarios.format.training;

import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Training runs as JSON; keys are the components of {@link TrainingResult}. */
public final class TrainingJson {

  private TrainingJson() {}

  /** What stands for a strategy that does not admit the scenario or has no numbers. */
  private record Refusal(String scenario, String strategy, String refused) {}

  /** One object. */
  public static String of(TrainingResult result) {
    return ResultJson.text(result);
  }

  /** An array, and behind the results an object for each strategy that was refused. */
  public static String of(
      String scenario, List<TrainingResult> results, Map<String, String> refused) {
    List<Object> all = new ArrayList<>(results);
    refused.forEach((name, why) -> all.add(new Refusal(scenario, name, why)));
    return ResultJson.text(all);
  }
}
