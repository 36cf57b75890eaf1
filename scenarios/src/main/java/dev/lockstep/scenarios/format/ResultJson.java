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
import java.util.List;

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

  /** Any other value in the same layout, with a line feed at the end. */
  public static String text(Object content) {
    try {
      return WRITER.writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written as JSON", e);
    }
  }
}
