package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ScheduleException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads an order in either form.
 *
 * <p>Text, as {@code lockstep schedule} prints it: a line a device, {@code device0: 0F0 0F1 0B0@F
 * 0U0}. A task is stage, operation, micro-batch; {@code @F} behind it stands for the weights of the
 * micro-batch's forward. Lines that start with # are comments.
 *
 * <p>CSV, as {@code torch.distributed.pipelining} writes and loads compute-only orders: a row a
 * rank, a cell a task, empty cells for waiting. An overlapped pair, {@code (1F3;1B0)OVERLAP_F_B},
 * is its two tasks one after the other, as PyTorch carries it out.
 */
final class OrderReader {

  private static final Pattern DEVICE = Pattern.compile("device(\\d{1,5})(\\*?):(.*)");
  private static final Pattern TASK = Pattern.compile("(\\d{1,4})(F|B|I|W|RF|U)(\\d{1,8})(@F)?");
  private static final Pattern PAIR = Pattern.compile("\\((.*)\\)OVERLAP_F_B");
  private static final Pattern COMMUNICATION =
      Pattern.compile("\\d+(SEND_F|RECV_F|SEND_B|RECV_B|UNSHARD|RESHARD|REDUCE_GRAD)\\d*");
  private static final Map<String, Operation> OPERATIONS =
      Arrays.stream(Operation.values())
          .collect(Collectors.toUnmodifiableMap(Operation::code, Function.identity()));

  private final String name;
  private int line;

  private OrderReader(String name) {
    this.name = name;
  }

  /**
   * The order that a file says.
   *
   * @param name the file, for messages
   * @throws ScheduleException in one line: file, line, what is wrong, what would be right
   */
  static Order read(String name, String text) {
    return new OrderReader(name).read(text);
  }

  private Order read(String text) {
    List<String> lines = text.lines().toList();
    boolean named = lines.stream().anyMatch(each -> each.stripLeading().startsWith("device"));
    List<List<OrderStep>> devices = new ArrayList<>();
    for (String each : lines) {
      line++;
      String content = each.strip();
      if (content.startsWith("#") || named && content.isEmpty()) {
        continue;
      }
      devices.add(named ? device(content, devices.size()) : rank(content));
    }
    while (!devices.isEmpty() && devices.get(devices.size() - 1).isEmpty()) {
      devices.remove(devices.size() - 1); // empty lines at the end of a file
    }
    Order order = new Order(devices);
    order.requireStages(name);
    return order;
  }

  private List<OrderStep> device(String content, int expected) {
    Matcher matcher = DEVICE.matcher(content);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) != expected) {
      throw bad(
          "\"%s\" does not start with device%d:".formatted(shortened(content), expected),
          "give each device its line, such as device%d: 0F0 0B0 0U0".formatted(expected));
    }
    if (!matcher.group(2).isEmpty()) {
      throw bad(
          "device%d chooses among ready tasks at run time".formatted(expected),
          "remove the * to take its tasks in the order in which they are listed");
    }
    String tasks = matcher.group(3).strip();
    return tasks.isEmpty() ? List.of() : Stream.of(tasks.split("\\s+")).map(this::step).toList();
  }

  private List<OrderStep> rank(String content) {
    List<OrderStep> steps = new ArrayList<>();
    for (String cell : content.split(",")) {
      String word = cell.strip();
      Matcher pair = PAIR.matcher(word);
      if (pair.matches()) {
        Stream.of(pair.group(1).split(";")).map(String::strip).map(this::step).forEach(steps::add);
      } else if (!word.isEmpty()) {
        steps.add(step(word));
      }
    }
    return steps;
  }

  private OrderStep step(String word) {
    Matcher matcher = TASK.matcher(word);
    if (matcher.matches()) {
      return new OrderStep(
          OPERATIONS.get(matcher.group(2)),
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(3)),
          matcher.group(4) != null);
    }
    if (COMMUNICATION.matcher(word).matches()) {
      throw bad(
          "\"%s\" is communication, which follows from the order".formatted(shortened(word)),
          "write PyTorch's order with format=\"compute_only\"");
    }
    if (word.endsWith("*")) {
      throw bad(
          "\"%s\" reads or writes more than this form can say".formatted(shortened(word)),
          "remove the * to take it as a plain task of end-to-end training");
    }
    throw bad(
        "\"%s\" is no task".formatted(shortened(word)),
        "write stage, operation (F, B, I, W, RF or U) and micro-batch, such as 2F0");
  }

  private ScheduleException bad(String what, String right) {
    return new ScheduleException("%s, line %d: %s. Maybe %s.".formatted(name, line, what, right));
  }

  private static String shortened(String word) {
    String printable = word.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
    return printable.length() > 40 ? printable.substring(0, 40) + "..." : printable;
  }
}
