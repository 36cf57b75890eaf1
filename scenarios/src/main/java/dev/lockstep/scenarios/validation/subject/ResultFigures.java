package dev.lockstep.scenarios.validation.subject;

import dev.lockstep.scenarios.run.RunResult;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Figures looked up among the components of the result, whose names are those of the result format:
 * a figure that is added to the result can be measured against at once.
 */
record ResultFigures(RunResult result) implements PredictedFigures {

  @Override
  public OptionalDouble figure(String name) {
    OptionalDouble own = number(result, name);
    if (own.isPresent()) {
      return own;
    }
    List<OptionalDouble> each =
        result.perDevice().stream().map(device -> number(device, name)).toList();
    return each.stream().allMatch(OptionalDouble::isPresent)
        ? each.stream().mapToDouble(OptionalDouble::getAsDouble).max()
        : OptionalDouble.empty();
  }

  private static OptionalDouble number(Record values, String name) {
    Optional<RecordComponent> component =
        Arrays.stream(values.getClass().getRecordComponents())
            .filter(found -> found.getName().equals(name))
            .findFirst();
    return component.isPresent() ? number(value(values, component.get())) : OptionalDouble.empty();
  }

  private static Object value(Record values, RecordComponent component) {
    try {
      return component.getAccessor().invoke(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s cannot be read".formatted(component), e);
    }
  }

  private static OptionalDouble number(Object value) {
    if (value instanceof Number number) {
      return OptionalDouble.of(number.doubleValue());
    }
    if (value instanceof OptionalDouble number) {
      return number;
    }
    if (value instanceof OptionalLong number && number.isPresent()) {
      return OptionalDouble.of((double) number.getAsLong());
    }
    if (value instanceof OptionalInt number && number.isPresent()) {
      return OptionalDouble.of(number.getAsInt());
    }
    return OptionalDouble.empty();
  }
}
