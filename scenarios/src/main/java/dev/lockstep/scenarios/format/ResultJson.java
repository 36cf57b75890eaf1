package dev.lockstep.scenarios.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.lockstep.scenarios.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results as JSON: one object, or an array for several. Absent figures have no key. */
public final class ResultJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .setSerializationInclusion(JsonInclude.Include.NON_ABSENT);

  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance));

  private ResultJson() {}

  /** The result as a tree, keys as in the text. */
  public static JsonNode tree(RunResult result) {
    return MAPPER.valueToTree(result);
  }

  /** The text, with a line feed at the end: one object, or an array. */
  public static String of(List<RunResult> results, boolean asArray) {
    return text(asArray ? results : results.get(0));
  }

  /**
   * An array of the results of one scenario and, behind them, an object of {@code scenario}, {@code
   * strategy} and {@code refused}, the reason, for each strategy that does not admit it.
   */
  public static String of(List<RunResult> results, Map<String, String> refused) {
    List<Object> all = new ArrayList<>(results);
    refused.forEach((name, why) -> all.add(new Refusal(results.get(0).scenario(), name, why)));
    return text(all);
  }

  /** What stands for the result of a strategy that does not admit the scenario. */
  private record Refusal(String scenario, String strategy, String refused) {}

  /** Any other value in the same layout, with a line feed at the end. */
  public static String text(Object content) {
    try {
      return WRITER.writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written as JSON", e);
    }
  }
}
