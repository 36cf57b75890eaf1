package dev.lockstep.scenarios.order.form;

import dev.lockstep.core.schedule.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads one task of an order: {@code 4F0<2-3@-1|0B7}. Behind stage, operation and micro-batch
 * stand, each where it is needed, {@code #} which of that name, {@code ^} losses, {@code <} whose
 * results it reads or, in braces, all that it reads and writes, {@code @} weights and {@code |}
 * what it waits for.
 */
final class StepReader {

  private static final Map<String, Operation> OPERATIONS =
      Arrays.stream(Operation.values())
          .filter(operation -> operation != Operation.TRANSFER && operation != Operation.REDUCE)
          .collect(Collectors.toUnmodifiableMap(Operation::code, Function.identity()));
  private static final String NAME =
      "(?<stage>\\d{1,4})(?<operation>%s)(?<number>\\d{1,8})(?:#(?<copy>[1-9]\\d{0,7}))?"
          .formatted(String.join("|", OPERATIONS.keySet()));
  private static final String LOSSES = "(?:\\^(?<losses>-|\\d{1,4}(?:,\\d{1,4})*))?";
  private static final Pattern TASK =
      Pattern.compile(
          NAME
              + LOSSES
              + "(?:<(?<from>[^@|{]+)|\\{(?<values>[^{}]*)})?"
              + "(?:@(?<weights>F|-\\d{1,6}))?(?:\\|(?<after>.+))?");
  private static final Pattern OTHER = Pattern.compile(NAME + "(?:\\^(?<losses>-|\\d{1,4}))?");
  private static final Pattern STAGES = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

  private StepReader() {}

  /** The tasks that a word says: one, or two that are carried out together. */
  static Optional<List<OrderStep>> read(String word) {
    int plus = word.indexOf('+');
    if (plus < 0) {
      return step(word).map(List::of);
    }
    return pair(word.substring(0, plus), word.substring(plus + 1));
  }

  /** A plain forward and an end-to-end backward that are carried out together. */
  static Optional<List<OrderStep>> pair(String forward, String backward) {
    Optional<OrderStep> first = step(forward).filter(OrderStep::isPlain);
    Optional<OrderStep> second = step(backward);
    boolean fits =
        first.isPresent()
            && first.get().operation() == Operation.FORWARD
            && second.isPresent()
            && second.get().operation() == Operation.BACKWARD
            && second.get().name().loss() == TaskName.LAST
            && second.get().values().isEmpty()
            && second.get().from().isEmpty();
    return fits ? Optional.of(List.of(first.get().inPair(), second.get())) : Optional.empty();
  }

  private static Optional<OrderStep> step(String word) {
    Matcher matcher = TASK.matcher(word);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    TaskName plain = name(matcher);
    int[] losses = losses(matcher.group("losses"));
    String from = matcher.group("from");
    String values = matcher.group("values");
    String after = matcher.group("after");
    Optional<List<TaskName>> sources = from == null ? Optional.empty() : sources(from, plain);
    Optional<StepValues> given = values == null ? Optional.empty() : StepValues.read(values);
    Optional<List<TaskName>> awaited = after == null ? Optional.of(List.of()) : names(after);
    boolean misread = from != null && sources.isEmpty() || values != null && given.isEmpty();
    if (misread || awaited.isEmpty() || values != null && !canGive(plain.operation(), losses)) {
      return Optional.empty();
    }
    List<Integer> more = Arrays.stream(losses).skip(1).boxed().toList();
    return Optional.of(
        new OrderStep(
            plain.withLoss(losses[0]),
            more,
            sources,
            given,
            weights(matcher),
            awaited.get(),
            false));
  }

  /** Updates and joins never read and write but what follows; in braces losses are values. */
  private static boolean canGive(Operation operation, int[] losses) {
    return losses.length == 1 && operation != Operation.UPDATE && operation != Operation.JOIN;
  }

  private static TaskName name(Matcher matcher) {
    TaskName first =
        TaskName.of(
            OPERATIONS.get(matcher.group("operation")),
            Integer.parseInt(matcher.group("stage")),
            Integer.parseInt(matcher.group("number")));
    String copy = matcher.group("copy");
    return copy == null ? first : first.withCopy(Integer.parseInt(copy));
  }

  private static int[] losses(String text) {
    if (text == null) {
      return new int[] {TaskName.LAST};
    }
    return text.equals("-")
        ? new int[] {TaskName.NONE}
        : Stream.of(text.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  private static Weights weights(Matcher matcher) {
    String text = matcher.group("weights");
    if (text == null) {
      return Weights.NEWEST;
    }
    return text.equals("F") ? Weights.OF_FORWARD : new Weights(false, -Integer.parseInt(text));
  }

  private static Optional<List<TaskName>> sources(String text, TaskName reader) {
    List<TaskName> sources = new ArrayList<>();
    for (String part : text.equals("-") ? new String[0] : text.split(",")) {
      Matcher stages = STAGES.matcher(part);
      if (stages.matches()) {
        int first = Integer.parseInt(stages.group(1));
        int last = stages.group(2) == null ? first : Integer.parseInt(stages.group(2));
        Operation usual = OrderStep.usualSource(reader.operation());
        IntStream.rangeClosed(first, last)
            .forEach(stage -> sources.add(TaskName.of(usual, stage, reader.microBatch())));
      } else if (names(part).isPresent()) {
        sources.addAll(names(part).get());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(sources);
  }

  private static Optional<List<TaskName>> names(String text) {
    List<TaskName> names = new ArrayList<>();
    for (String part : text.split(",")) {
      Matcher matcher = OTHER.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      names.add(name(matcher).withLoss(losses(matcher.group("losses"))[0]));
    }
    return Optional.of(names);
  }
}
