package dev.lockstep.scenarios.order.form;

import static java.util.stream.Collectors.joining;

import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that a task reads and writes, value by value: {@code [A(0,3),S(1,3)>G(1,3,2)]}. A value is
 * the letter of its kind, stage, micro-batch and, where it is not 0, the number that tells like
 * ones apart.
 *
 * @param reads barriers not included
 * @param writes barriers not included
 */
public record Exact(List<Value> reads, List<Value> writes) {

  private static final Map<String, ValueKind> KINDS =
      Arrays.stream(ValueKind.values())
          .filter(kind -> kind != ValueKind.BARRIER && kind != ValueKind.REDUCED_GRADIENT)
          .collect(Collectors.toUnmodifiableMap(ValueKind::code, Function.identity()));
  private static final String NUMBER = "(\\d{1,8})";
  private static final Pattern VALUE =
      Pattern.compile("([A-Z]+)\\((\\d{1,4})," + NUMBER + "(?:,(\\d{1,5}))?\\)");

  /** Copies the lists. */
  public Exact {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }

  /** What stands between the brackets; empty if that is nothing of the kind. */
  static Optional<Exact> of(String text) {
    int end = text.indexOf('>');
    if (end < 0) {
      return Optional.empty();
    }
    Optional<List<Value>> reads = values(text.substring(0, end));
    Optional<List<Value>> writes = values(text.substring(end + 1));
    return reads.isPresent() && writes.isPresent()
        ? Optional.of(new Exact(reads.get(), writes.get()))
        : Optional.empty();
  }

  private static Optional<List<Value>> values(String text) {
    List<Value> values = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split("(?<=\\)),")) {
      Matcher matcher = VALUE.matcher(part);
      if (!matcher.matches() || !KINDS.containsKey(matcher.group(1))) {
        return Optional.empty();
      }
      values.add(
          new Value(
              KINDS.get(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4))));
    }
    return Optional.of(values);
  }

  /** The same for later micro-batches. */
  public Exact shifted(int microBatches) {
    return new Exact(shifted(reads, microBatches), shifted(writes, microBatches));
  }

  private static List<Value> shifted(List<Value> values, int by) {
    return values.stream()
        .map(v -> new Value(v.kind(), v.stage(), v.microBatch() + by, v.loss()))
        .toList();
  }

  @Override
  public String toString() {
    return "[" + text(reads) + ">" + text(writes) + "]";
  }

  private static String text(List<Value> values) {
    return values.stream().map(Exact::text).collect(joining(","));
  }

  private static String text(Value value) {
    String place = value.kind().code() + "(" + value.stage() + "," + value.microBatch();
    return value.loss() == 0 ? place + ")" : place + "," + value.loss() + ")";
  }
}
