package dev.lockstep.devices.calibration.network.nccl;

import dev.lockstep.devices.calibration.network.MeasuredCollective;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the text that {@code all_reduce_perf}, {@code all_gather_perf}, {@code
 * reduce_scatter_perf}, {@code alltoall_perf} and {@code sendrecv_perf} print (nccl-tests 2.0 to
 * 2.18; rccl-tests alike):
 *
 * <pre>
 * #  Rank  0 Group  0 Pid   1885 on   worker-0 device  0 [0x8d] NVIDIA H100 80GB HBM3
 * #                                                    out-of-place                     in-place
 * #  size    count   type   redop   root    time   algbw   busbw #wrong    time   algbw ...
 * #   (B)  (elements)                       (us)  (GB/s)  (GB/s)           (us)  (GB/s) ...
 *  1048576  262144  float     sum     -1   25.40   41.28   72.24      0   25.21   41.59 ...
 * </pre>
 *
 * <p>Columns are found by the header line, from its first {@code time} on, counted from the right:
 * older versions leave {@code redop} and {@code root} out. The collective is told by the line "#
 * Collective test starting" or by a command line in the text, the number of ranks by the lines "#
 * Rank". Lines that are none of these (NCCL's log, launchers) are passed over; mpirun's tag {@code
 * [1,0]<stdout>:} is cut off.
 */
public final class NcclTestsOutput {

  private static final double MICROSECOND = 1e-6;
  private static final Pattern TAG = Pattern.compile("^\\s*\\[\\d+,\\d+]<std(out|err)>:");
  private static final Pattern PROGRAM =
      Pattern.compile("\\b(all_reduce|all_gather|reduce_scatter|alltoall|sendrecv)_perf");
  private static final Pattern RANK =
      Pattern.compile(
          "^#?\\s*Rank\\s+(\\d+)\\s+(?:Group\\s+(\\d+)\\s+)?Pid\\s+\\d+\\s+on\\s+(\\S+)");
  private static final Pattern HEADER = Pattern.compile("^#?\\s*size\\s+count\\s+type\\b.*");
  private static final Pattern ROW = Pattern.compile("^\\s*\\d+\\s+\\d+\\s+[a-z]\\w*\\s.*");
  private static final Map<String, Kind> KINDS =
      Map.of(
          "all_reduce", Kind.ALL_REDUCE,
          "all_gather", Kind.ALL_GATHER,
          "reduce_scatter", Kind.REDUCE_SCATTER,
          "alltoall", Kind.ALL_TO_ALL,
          "sendrecv", Kind.POINT_TO_POINT);

  private final Map<Integer, String> hosts = new TreeMap<>();
  private final boolean inPlace;
  private final List<Row> rows = new ArrayList<>();
  private Optional<Kind> kind = Optional.empty();
  private List<String> columns = List.of();

  private NcclTestsOutput(boolean inPlace) {
    this.inPlace = inPlace;
  }

  /**
   * The run that a text tells of.
   *
   * @throws NcclTestsException if it lacks the kind, the ranks or the rows, or a row is damaged
   */
  public static NcclRun parse(String text) {
    return parse(text, Optional.empty(), OptionalInt.empty(), false);
  }

  /**
   * The same, with what the text leaves out.
   *
   * @param kind what was exchanged; empty: as the text says
   * @param ranks ranks of the group; empty: as the text says
   * @param inPlace whether the times in place count; else those out of place
   * @throws NcclTestsException as above
   */
  public static NcclRun parse(
      String text, Optional<Kind> kind, OptionalInt ranks, boolean inPlace) {
    NcclTestsOutput output = new NcclTestsOutput(inPlace);
    int number = 0;
    for (String line : text.lines().toList()) {
      output.read(TAG.matcher(line).replaceFirst(""), ++number);
    }
    return output.run(kind, ranks);
  }

  private void read(String line, int number) {
    Matcher rank = RANK.matcher(line);
    Matcher program = PROGRAM.matcher(line);
    if (rank.find()) {
      readRank(rank, number);
    } else if (HEADER.matcher(line).matches()) {
      List<String> words = words(line.replaceFirst("^#", ""));
      columns = words.subList(Math.max(0, words.indexOf("time")), words.size());
    } else if (ROW.matcher(line).matches()) {
      readRow(words(line), number);
    } else if (program.find()) {
      readKind(KINDS.get(program.group(1)), number);
    }
  }

  private void readRank(Matcher rank, int number) {
    String group = rank.group(2);
    if (group != null && !group.equals("0")) {
      throw at(number, "a second group of ranks", "a run with one group (no NCCL_TESTS_SPLIT)");
    }
    Integer index = Integer.valueOf(rank.group(1));
    String before = hosts.putIfAbsent(index, rank.group(3));
    if (before != null && !before.equals(rank.group(3))) {
      throw at(
          number,
          "rank %d on %s after %s".formatted(index, rank.group(3), before),
          "each rank once. Maybe nccl-tests were built without MPI, and ran once on each host");
    }
  }

  private void readKind(Kind found, int number) {
    if (kind.isPresent() && kind.get() != found) {
      throw at(number, "%s after %s".formatted(found, kind.get()), "one collective in a text");
    }
    kind = Optional.of(found);
  }

  private void readRow(List<String> words, int number) {
    if (columns.isEmpty() || !columns.get(0).equals("time")) {
      throw at(
          number, "a row before the line that names the columns", "# size count type ... time");
    }
    int first = words.size() - columns.size();
    if (first < 3) {
      throw at(
          number,
          "%d columns".formatted(words.size()),
          "size, count, type and then " + String.join(" ", columns));
    }
    double sizeBytes = Double.parseDouble(words.get(0));
    double micros = time(words.get(first + timeColumn(number)), number);
    if (sizeBytes > 0) {
      rows.add(new Row(sizeBytes, micros * MICROSECOND));
    }
  }

  /** The first {@code time} is out of place, the last in place. */
  private int timeColumn(int number) {
    int last = columns.lastIndexOf("time");
    if (inPlace && last == 0) {
      throw at(number, "one column of times", "a second one, in place");
    }
    return inPlace ? last : 0;
  }

  private static double time(String word, int number) {
    try {
      double micros = Double.parseDouble(word);
      if (micros > 0) {
        return micros;
      }
    } catch (NumberFormatException damaged) {
      // refused below
    }
    throw at(number, "the time " + word, "microseconds above 0");
  }

  private NcclRun run(Optional<Kind> givenKind, OptionalInt givenRanks) {
    Kind of =
        givenKind
            .or(() -> kind)
            .orElseThrow(
                () ->
                    new NcclTestsException(
                        "the text does not say which collective was measured. Maybe give it:"
                            + " older versions print no \"Collective test starting\""));
    if (givenRanks.isEmpty() && hosts.isEmpty()) {
      throw new NcclTestsException(
          "the text has no line \"# Rank 0 ... Pid ... on ...\". Maybe give the number of ranks.");
    }
    if (rows.isEmpty()) {
      throw new NcclTestsException("the text has no row of measurements. Maybe the run failed.");
    }
    int count = givenRanks.orElse(hosts.size());
    if (count < 2) {
      throw new NcclTestsException(
          "a run of 1 rank measures no link. Maybe give the number of ranks: MPI may have been"
              + " left out when nccl-tests were built");
    }
    List<MeasuredCollective> points =
        rows.stream()
            .map(row -> new MeasuredCollective(of, count, row.sizeBytes(), row.seconds()))
            .toList();
    return new NcclRun(of, count, nodes(), points);
  }

  private int nodes() {
    Map<String, Long> byHost =
        hosts.values().stream()
            .collect(Collectors.groupingBy(host -> host, TreeMap::new, Collectors.counting()));
    if (Set.copyOf(byHost.values()).size() > 1) {
      throw new NcclTestsException(
          "hosts have different numbers of ranks, %s; expected as many on each".formatted(byHost));
    }
    return Math.max(1, byHost.size());
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+"));
  }

  private static NcclTestsException at(int number, String found, String right) {
    return new NcclTestsException("line %d: %s; expected %s".formatted(number, found, right));
  }

  private record Row(double sizeBytes, double seconds) {}
}
