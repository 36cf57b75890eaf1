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
import java.util.stream.Stream;

/**
 * All that a task reads and writes, where its name does not say it: {@code
 * {S(1,3),V(0,3,0)>V(1,3,0)}}. A value is a letter, stage, micro-batch and, of those of which there
 * are several, a third number.
 *
 * @param reads what it reads
 * @param writes what it writes
 */
public record StepValues(List<Value> reads, List<Value> writes) {

  private static final Pattern VALUE =
      Pattern.compile("([A-Z]+)\\((\\d{1,4}),(\\d{1,8})(?:,(\\d{1,4}))?\\)");
  private static final Map<String, ValueKind> KINDS =
      Arrays.stream(ValueKind.values())
          .filter(StepValues::isData)
          .collect(Collectors.toUnmodifiableMap(ValueKind::code, Function.identity()));

  /** Copies the lists. */
  public StepValues {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }

  /** Whether such values stand in braces; barriers stand behind a bar, sums are derived. */
  public static boolean isData(ValueKind kind) {
    return kind != ValueKind.BARRIER && kind != ValueKind.REDUCED_GRADIENT;
  }

  /** What stands between the braces; empty if it is no list of values. */
  static Optional<StepValues> read(String text) {
    int end = text.indexOf('>');
    if (end < 0) {
      return Optional.empty();
    }
    Optional<List<Value>> reads = values(text.substring(0, end));
    Optional<List<Value>> writes = values(text.substring(end + 1));
    return reads.flatMap(in -> writes.map(out -> new StepValues(in, out)));
  }

  private static Optional<List<Value>> values(String text) {
    List<Value> values = new ArrayList<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(",(?=[A-Z])", -1)) {
      Matcher matcher = VALUE.matcher(word);
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

  /** Both lists. */
  public Stream<Value> all() {
    return Stream.concat(reads.stream(), writes.stream());
  }

  @Override
  public String toString() {
    return Stream.of(reads, writes)
        .map(values -> values.stream().map(Value::toString).collect(joining(",")))
        .collect(joining(">", "{", "}"));
  }
}
