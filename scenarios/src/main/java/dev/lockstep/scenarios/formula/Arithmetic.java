package dev.lockstep.scenarios.formula;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Arithmetic as papers write it, without signs of multiplication: {@code (m + (p - 1)/v)(F + B)}.
 * Operators {@code + - * / mod}, functions {@code min max ceil floor}.
 */
final class Arithmetic {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]+|[0-9.]+|\\S");
  private static final Set<String> FUNCTIONS = Set.of("min", "max", "ceil", "floor");
  private static final String REMAINDER = "mod";

  private static final ExpressionConfiguration RULES =
      ExpressionConfiguration.builder()
          .functionDictionary(functions())
          .defaultConstants(Map.of())
          .arraysAllowed(false)
          .structuresAllowed(false)
          .build();

  private Arithmetic() {}

  static double value(String text, Map<String, Double> symbols) {
    try {
      return new Expression(multiplied(text), RULES)
          .withValues(symbols)
          .evaluate()
          .getNumberValue()
          .doubleValue();
    } catch (BaseException e) {
      throw new IllegalArgumentException("\"%s\": %s".formatted(text, e.getMessage()), e);
    }
  }

  /** The same with all signs of multiplication. */
  private static String multiplied(String text) {
    List<String> tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
    StringBuilder written = new StringBuilder();
    String before = "(";
    for (String token : tokens) {
      boolean product = endsValue(before) && (beginsValue(token) || FUNCTIONS.contains(token));
      written.append(product ? "*" : "").append(token.equals(REMAINDER) ? "%" : token);
      before = token;
    }
    return written.toString();
  }

  private static boolean endsValue(String token) {
    return token.equals(")") || isNameOrNumber(token);
  }

  private static boolean beginsValue(String token) {
    return token.equals("(") || isNameOrNumber(token);
  }

  private static boolean isNameOrNumber(String token) {
    return Character.isLetterOrDigit(token.charAt(0))
        && !FUNCTIONS.contains(token)
        && !token.equals(REMAINDER);
  }

  private static FunctionDictionaryIfc functions() {
    FunctionDictionaryIfc functions = new MapBasedFunctionDictionary();
    functions.addFunction("MIN", new MinFunction());
    functions.addFunction("MAX", new MaxFunction());
    functions.addFunction("CEIL", new CeilingFunction());
    functions.addFunction("FLOOR", new FloorFunction());
    return functions;
  }
}
