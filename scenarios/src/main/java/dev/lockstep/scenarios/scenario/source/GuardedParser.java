package dev.lockstep.scenarios.scenario.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/**
 * A parser that stops early at what is well-formed but no scenario: infinite numbers, aliases, and
 * nesting or counts that would exhaust memory.
 */
final class GuardedParser extends JsonParserDelegate {
  /** Deepest nesting of lists and objects that is read. */
  static final int DEEPEST = 32;

  private static final int MOST_TOKENS = 400_000;

  private static final int MOST_DIGITS = 100;

  private final String file;
  private int tokens;
  private int depth;

  GuardedParser(String file, JsonParser parser) {
    super(parser);
    this.file = file;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (token != null) {
      count(token);
      // turning millions of digits into a number takes minutes
      if (token.isNumeric() && getText().length() > MOST_DIGITS) {
        throw refusal(
            "is a number of %d characters".formatted(getText().length()),
            "must have at most " + MOST_DIGITS);
      }
      if (token == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(getDoubleValue())) {
        throw refusal(
            "is %s, beyond all numbers".formatted(shortText()), "must be a finite number");
      }
      if (delegate instanceof YAMLParser yaml
          && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
        throw refusal("is a YAML anchor or alias", "must be written out");
      }
    }
    return token;
  }

  private void count(JsonToken token) {
    if (++tokens > MOST_TOKENS) {
      throw refusal("is one of more than %d values".formatted(MOST_TOKENS), "must be far fewer");
    }
    if (token.isStructStart() && ++depth > DEEPEST) {
      throw new ScenarioException(
          file, "", "is nested more than %d deep".formatted(DEEPEST), "must have fewer levels");
    }
    if (token.isStructEnd()) {
      depth--;
    }
  }

  private String shortText() throws IOException {
    String text = getText();
    return text.length() > 20 ? text.substring(0, 20) + "..." : text;
  }

  private ScenarioException refusal(String what, String whatWouldBeRight) {
    String pointer = getParsingContext().pathAsPointer().toString();
    String place = pointer.length() > 80 ? pointer.substring(0, 80) + "..." : pointer;
    return new ScenarioException(file, place, what, whatWouldBeRight);
  }
}
