package dev.lockstep.scenarios.run;

import dev.lockstep.scenarios.run.RunResult.DeviceResult;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Figures by the names of the result format: the components of a result that hold one value, and of
 * those that only devices have the largest device's. A figure that is added to the result is here
 * at once.
 */
public final class ResultFigures {

  private static final Map<String, RecordComponent> OWN = single(RunResult.class);
  private static final Map<String, RecordComponent> OF_DEVICES = single(DeviceResult.class);
  private static final Set<String> NAMES = names(OWN, OF_DEVICES);

  private ResultFigures() {}

  /** The figures that there can be. */
  public static Set<String> names() {
    return NAMES;
  }

  /**
   * A figure: a {@code Double}, {@code Integer}, {@code Long}, {@code Boolean} or {@code String}.
   * Empty if the result has none, for one device or for all.
   */
  public static Optional<Object> of(RunResult result, String name) {
    if (OWN.containsKey(name)) {
      return value(result, OWN.get(name));
    }
    RecordComponent component = OF_DEVICES.get(name);
    if (component == null) {
      return Optional.empty();
    }
    List<Optional<Object>> each =
        result.perDevice().stream().map(device -> value(device, component)).toList();
    return each.stream().allMatch(Optional::isPresent)
        ? each.stream().map(Optional::get).max(ResultFigures::compare)
        : Optional.empty();
  }

  /** The same, of a figure that is a number; empty of others. */
  public static OptionalDouble number(RunResult result, String name) {
    Optional<Object> found = of(result, name).filter(Number.class::isInstance);
    return found.isPresent()
        ? OptionalDouble.of(((Number) found.get()).doubleValue())
        : OptionalDouble.empty();
  }

  private static int compare(Object one, Object other) {
    return Double.compare(((Number) one).doubleValue(), ((Number) other).doubleValue());
  }

  private static Map<String, RecordComponent> single(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> isSingle(component, type == RunResult.class))
        .collect(
            Collectors.toMap(
                RecordComponent::getName, one -> one, (a, b) -> a, LinkedHashMap::new));
  }

  private static boolean isSingle(RecordComponent component, boolean words) {
    Class<?> type = component.getType();
    return type == double.class
        || type == int.class
        || type == OptionalDouble.class
        || type == OptionalLong.class
        || type == OptionalInt.class
        || words && type == String.class
        || words && component.getGenericType().getTypeName().endsWith("<java.lang.Boolean>");
  }

  private static Set<String> names(
      Map<String, RecordComponent> own, Map<String, RecordComponent> ofDevices) {
    Map<String, RecordComponent> all = new LinkedHashMap<>(own);
    ofDevices.forEach(all::putIfAbsent);
    return java.util.Collections.unmodifiableSet(all.keySet());
  }

  private static Optional<Object> value(Record values, RecordComponent component) {
    try {
      Object value = Objects.requireNonNull(component.getAccessor().invoke(values));
      return value instanceof Optional<?> some ? some.map(Object.class::cast) : plain(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s cannot be read".formatted(component), e);
    }
  }

  private static Optional<Object> plain(Object value) {
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
    return Optional.of(value);
  }
}
