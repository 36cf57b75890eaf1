package dev.lockstep.scenarios.plan.space;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.StrategyWord;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Recompute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Every candidate of a problem: degrees that multiply to the devices, and all else that is open.
 */
public final class Space {

  private static final List<Integer> ZERO_STAGES = List.of(0, 1, 2, 3);
  private static final List<Integer> VIRTUAL_STAGES = List.of(2, 3, 4, 6, 8);
  private static final int MOST_SAMPLES = 64;

  private final Problem problem;
  private final SearchSpace asked;
  private final Extent extent;
  private final Map<String, StrategySection> strategies;
  private final List<Group> groups = new ArrayList<>();
  private final Map<List<Object>, Optional<Integer>> stagesOf = new HashMap<>();
  private int count;

  private Space(Problem problem) {
    this.problem = problem;
    this.asked = problem.space();
    this.extent = Extent.of(problem);
    this.strategies = strategies();
  }

  /**
   * The candidates, grouped.
   *
   * @throws IllegalArgumentException in one line, if a strategy is unknown or nothing says how many
   *     devices there are
   */
  public static List<Group> of(Problem problem) {
    Space space = new Space(problem);
    space.addAll();
    return space.groups;
  }

  private void addAll() {
    for (int pipeline : asked.pipeline().orElse(extent.pipelines())) {
      for (int tensor : asked.tensor().orElse(extent.tensors())) {
        for (int context : asked.context().orElse(extent.contexts())) {
          for (int data : extent.data(pipeline * tensor * context)) {
            if (asked.data().isEmpty() || asked.data().get().contains(data)) {
              addDegrees(pipeline, tensor, context, data);
            }
          }
        }
      }
    }
  }

  private void addDegrees(int pipeline, int tensor, int context, int data) {
    List<Integer> zeroStages = data * context > 1 && extent.isNetwork() ? ZERO_STAGES : List.of(0);
    List<Boolean> sequence = tensor > 1 ? List.of(true, false) : List.of(false);
    for (int expert : asked.expert().orElse(extent.experts())) {
      for (int zeroStage : asked.zeroStage().orElse(zeroStages)) {
        for (boolean sequenceParallel : asked.sequenceParallel().orElse(sequence)) {
          ParallelismSection degrees =
              new ParallelismSection(
                  pipeline,
                  tensor,
                  1,
                  OptionalInt.of(data),
                  context,
                  expert,
                  sequenceParallel,
                  zeroStage);
          if (data * context % expert == 0) {
            addBatches(degrees, data);
          }
        }
      }
    }
  }

  private void addBatches(ParallelismSection degrees, int data) {
    if (!extent.isNetwork()) {
      if (extent.samples() % data == 0) {
        OptionalInt given = problem.base().training().microBatch();
        add(degrees, given, (int) (extent.samples() / data), Optional.empty());
      }
      return;
    }
    for (int microBatch : asked.microBatch().orElse(powersOfTwo(MOST_SAMPLES))) {
      if (extent.samples() % ((long) microBatch * data) == 0) {
        int microBatches = Math.toIntExact(extent.samples() / ((long) microBatch * data));
        for (Optional<Recompute> recompute : recomputes()) {
          add(degrees, OptionalInt.of(microBatch), microBatches, recompute);
        }
      }
    }
  }

  private List<Optional<Recompute>> recomputes() {
    if (asked.recompute().isEmpty()) {
      return extent.recomputes();
    }
    return asked.recompute().get().stream()
        .map(word -> Recompute.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
        .map(Optional::of)
        .toList();
  }

  private void add(
      ParallelismSection degrees,
      OptionalInt microBatch,
      int microBatches,
      Optional<Recompute> recompute) {
    List<Candidate> candidates = new ArrayList<>();
    strategies.forEach(
        (word, section) -> {
          if (hasLayersEnough(section, degrees.pipeline())) {
            for (CutRule rule : cuts(section, degrees.pipeline())) {
              candidates.add(
                  new Candidate(
                      count++,
                      degrees,
                      microBatch,
                      microBatches,
                      recompute,
                      word,
                      section,
                      rule,
                      Optional.empty()));
            }
          }
        });
    addGroup(candidates, Candidate::isUsual);
    addGroup(candidates, Candidate::isBidirectional);
    addGroup(candidates, one -> !one.isUsual() && !one.isBidirectional());
  }

  /** Of different kinds of strategies different bounds of a whole group are known. */
  private void addGroup(List<Candidate> candidates, Predicate<Candidate> kind) {
    List<Candidate> some = candidates.stream().filter(kind).toList();
    if (!some.isEmpty()) {
      groups.add(new Group(some));
    }
  }

  /** Strategies with places of their own for stages are cut by their own rules alone. */
  private List<CutRule> cuts(StrategySection section, int pipeline) {
    return stages(section, pipeline)
        .map(stages -> asked.partition().orElseGet(() -> extent.cuts(stages)))
        .orElse(List.of(CutRule.USUAL));
  }

  private Optional<Integer> stages(StrategySection section, int pipeline) {
    return stagesOf.computeIfAbsent(
        List.of(section, pipeline),
        same ->
            StrategyCatalog.standard()
                .find(section.name(), section.options())
                .filter(
                    strategy ->
                        strategy.layout().isEmpty() && problem.base().cluster().devices().isEmpty())
                .map(strategy -> strategy.stages(pipeline)));
  }

  /** A layer for every stage; what a strategy refuses shows when it is prepared. */
  private boolean hasLayersEnough(StrategySection section, int pipeline) {
    return extent.ofStages()
        || StrategyCatalog.standard()
            .find(section.name(), section.options())
            .filter(strategy -> strategy.stages(pipeline) > extent.layers())
            .isEmpty();
  }

  private Map<String, StrategySection> strategies() {
    Map<String, StrategySection> sections = new LinkedHashMap<>();
    Scenario base = problem.base();
    for (String word : asked.strategies().orElse(SearchSpace.USUAL_STRATEGIES)) {
      for (String each : withVirtualStages(word)) {
        sections.put(
            each,
            StrategyWord.section(each, base.strategy(), problem.file(), "/search/strategies"));
      }
    }
    return sections;
  }

  private List<String> withVirtualStages(String word) {
    StrategyEntry entry = StrategyCatalog.standard().byName(word.split(":")[0]);
    boolean open =
        !word.contains(":")
            && entry.options().stream().anyMatch(option -> option.name().equals("virtualStages"));
    return open
        ? asked.virtualStages().orElse(VIRTUAL_STAGES).stream()
            .map(chunks -> word + ":virtualStages=" + chunks)
            .toList()
        : List.of(word);
  }

  static List<Integer> powersOfTwo(int most) {
    return IntStream.iterate(1, power -> power <= most, power -> 2 * power).boxed().toList();
  }
}
